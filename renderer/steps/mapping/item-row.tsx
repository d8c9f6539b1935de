import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconAction } from '../../components/icon-action.tsx';
import styles from './item-row.module.css';

interface ItemRowProps {
  /** Its name, for those who don't see it. */
  readonly label: string;
  readonly removeLabel: string;
  readonly onRemove: () => void;
  /** The fields. */
  readonly children: ReactNode;
  /** What is told or asked about it. */
  readonly advice?: ReactNode;
  /** What becomes of some values. */
  readonly samples?: ReactNode;
  /** One of many: as little height as can be. */
  readonly dense?: boolean;
}

/** One of several tags, properties and the like: its fields, a way to remove it, and what it makes of the values. */
export function ItemRow({
  label,
  removeLabel,
  onRemove,
  children,
  advice,
  samples,
  dense = false,
}: ItemRowProps) {
  return (
    <div className={styles.item} role="group" aria-label={label} data-dense={dense || undefined}>
      <div className={styles.controls}>
        <div className={styles.fields}>{children}</div>
        <IconAction label={removeLabel} onClick={onRemove}>
          <IconTrash size={16} stroke={1.7} />
        </IconAction>
      </div>
      {advice || samples ? (
        <div className={styles.below}>
          {advice}
          {samples ? <div className={styles.samples}>{samples}</div> : null}
        </div>
      ) : null}
    </div>
  );
}

/** A field that takes the room that is left. */
export const WideField = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.wide}>{children}</div>
);

/** A field that is as wide as its few choices. */
export const NarrowField = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.narrow}>{children}</div>
);

interface AddButtonsProps {
  readonly actions: readonly { readonly label: string; readonly onClick: () => void }[];
}

/** The ways to add one more. */
export function AddButtons({ actions }: AddButtonsProps) {
  return (
    <div className={styles.add}>
      {actions.map(({ label, onClick }) => (
        <Button
          key={label}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={onClick}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
