import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './callout.module.css';

interface CalloutProps {
  /** `note` informs, `care` asks to look, `fault` says that something failed. */
  readonly tone?: 'note' | 'care' | 'fault';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** The way out: buttons. */
  readonly actions?: ReactNode;
}

const icons = { note: IconInfoCircle, care: IconAlertTriangle, fault: IconX } as const;

/** A message that stands in its place and stays there. */
export function Callout({ tone = 'note', title, children, actions }: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div className={styles.root} data-tone={tone} role={tone === 'fault' ? 'alert' : 'note'}>
      <Icon size={18} stroke={1.9} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        {title ? <p className={styles.title}>{title}</p> : null}
        {children ? <div className={styles.text}>{children}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}
