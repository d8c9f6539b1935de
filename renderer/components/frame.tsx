import {
  IconArrowForwardUp,
  IconBookmark,
  IconHelp,
  IconHistory,
  IconPlugConnected,
  IconSettings,
  IconTestPipe,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../lib/format.ts';
import { useWorkInProgress } from '../state/progress-of-work.ts';
import { useConnections } from '../state/queries.ts';
import { type PageName, useWork } from '../state/work.ts';
import { ConnectionChip } from './connection-chip.tsx';
import styles from './frame.module.css';
import { StepLine } from './step-line.tsx';

const icons: Readonly<Record<PageName, typeof IconHistory>> = {
  push: IconArrowForwardUp,
  history: IconHistory,
  templates: IconBookmark,
  connections: IconPlugConnected,
  practice: IconTestPipe,
  settings: IconSettings,
  help: IconHelp,
};

interface FrameProps {
  readonly children: ReactNode;
  /** What must be seen on every page, above its content. */
  readonly banner?: ReactNode;
}

/** What stands around every page: where things are, which file, the line of steps, where it would be sent. */
export function Frame({ children, banner }: FrameProps) {
  const { t } = useTranslation();
  const work = useWorkInProgress();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('frame.skip')}
      </a>
      <nav className={styles.side} aria-label={t('frame.places')}>
        <div className={styles.brand}>
          <BrandMark />
          <span className={styles.label}>Audience Push</span>
        </div>
        <Places names={['push', 'history', 'templates', 'connections', 'practice']} />
        <div className={styles.grow} />
        <Places names={['settings', 'help']} />
      </nav>
      <header className={styles.top}>
        <div className={styles.file}>
          {work.audience ? (
            <>
              <strong title={work.audience.fileName}>{work.audience.fileName}</strong>
              <span>
                {work.audience.state === 'ready'
                  ? t('frame.rows', {
                      count: work.audience.rowCount,
                      formatted: formatCount(work.audience.rowCount),
                    })
                  : t(`audienceState.${work.audience.state}`)}
              </span>
            </>
          ) : (
            <span>{t('frame.noFile')}</span>
          )}
        </div>
        <StepLine work={work} />
        <div className={styles.where}>
          <ChosenConnection />
        </div>
      </header>
      <main className={styles.main} id="content" tabIndex={-1}>
        {banner}
        <div className={styles.page}>{children}</div>
      </main>
    </div>
  );
}

function Places({ names }: { readonly names: readonly PageName[] }) {
  const { t } = useTranslation();
  const page = useWork((work) => work.page);
  const { goToPage } = useWork.getState();
  return (
    <ul>
      {names.map((name) => {
        const Icon = icons[name];
        return (
          <li key={name}>
            <button
              type="button"
              className={styles.place}
              aria-current={page === name ? 'page' : undefined}
              aria-label={t(`page.${name}`)}
              title={t(`page.${name}`)}
              onClick={() => {
                const { step, startOver } = useWork.getState();
                // A push that came to its result is done: "New push" begins the next one.
                if (name === 'push' && step === 'result') startOver();
                else goToPage(name);
              }}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              <span className={styles.label}>{t(`page.${name}`)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The connection that a push would go to. A click leads to the choice. */
function ChosenConnection() {
  const { t } = useTranslation();
  const connectionId = useWork((work) => work.connectionId);
  const goToStep = useWork((work) => work.goToStep);
  const connection = useConnections().data?.find(({ id }) => id === connectionId);
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={connection ? t('frame.sendsTo', { name: connection.name }) : t('frame.noConnection')}
      onClick={() => goToStep('push')}
    >
      {connection ? (
        <ConnectionChip connection={connection} />
      ) : (
        <span className={styles.noChip}>{t('frame.noConnection')}</span>
      )}
    </button>
  );
}

function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M5 8h9M5 16h5M5 24h9" stroke="#6fb9c4" strokeWidth="3" strokeLinecap="round" fill="none" />
      <path
        d="M14 16h13m-5.5-5.5L27 16l-5.5 5.5"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}
