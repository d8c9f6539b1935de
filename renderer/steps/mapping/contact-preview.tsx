import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../shared/audience.ts';
import type { Contact } from '../../../shared/contact.ts';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './contact-preview.module.css';
import type { LiveCheck } from './samples.ts';

/** One person as Hello Charles will get them; the arrows go through the first rows of the file. */
export function ContactPreview({ rows, live }: { readonly rows: readonly Row[]; readonly live: LiveCheck }) {
  const { t } = useTranslation();
  const [index, setIndex] = useState(0);
  const row = rows[index];
  const check = live.checks?.[index];
  return (
    <Panel
      className={styles.root}
      title={t('mapping.preview')}
      aside={
        <span className={styles.arrows}>
          <IconAction
            label={t('mapping.previousPerson')}
            onClick={() => setIndex(index - 1)}
            disabled={index === 0}
          >
            <IconChevronLeft size={16} />
          </IconAction>
          <span className={styles.row}>{t('mapping.rowNumber', { row: formatCount(row?.row ?? 0) })}</span>
          <IconAction
            label={t('mapping.nextPerson')}
            onClick={() => setIndex(index + 1)}
            disabled={index >= rows.length - 1}
          >
            <IconChevronRight size={16} />
          </IconAction>
        </span>
      }
    >
      {check ? (
        <>
          <p className={styles.verdict}>
            <VerdictSign meaning={check.verdict} />
          </p>
          {check.contact ? (
            <ContactCard contact={check.contact} />
          ) : (
            <ul className={styles.reasons}>
              {check.findings
                .filter(({ severity }) => severity === 'excluded')
                .map(({ code }) => (
                  <li key={code}>
                    <strong>{t(`finding.${code}.title`, { ns: 'domain' })}</strong>
                    <span>{t(`finding.${code}.explain`, { ns: 'domain' })}</span>
                  </li>
                ))}
            </ul>
          )}
        </>
      ) : (
        <p className={styles.none}>{t('mapping.noPreview')}</p>
      )}
    </Panel>
  );
}

function ContactCard({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation();
  const fields = [
    'externalReferenceId',
    'firstName',
    'middleName',
    'lastName',
    'phoneNumber',
    'emailAddress',
  ] as const;
  return (
    <dl className={styles.card}>
      {fields.map((field) =>
        contact[field] === undefined ? null : (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{contact[field]}</dd>
          </div>
        ),
      )}
      {contact.tags.length > 0 ? (
        <div>
          <dt>{t('field.tags')}</dt>
          <dd className={styles.tags}>
            {contact.tags.map((tag) => (
              <span key={tag}>{tag}</span>
            ))}
          </dd>
        </div>
      ) : null}
      {Object.entries(contact.customProperties).map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
