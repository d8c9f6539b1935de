import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import { Callout } from '../../components/callout.tsx';
import { formatList } from '../../lib/format.ts';
import { applyTemplate, undoTemplate, useApplied, useTemplateMatches } from './applied-template.ts';
import styles from './template-offer.module.css';

/** Offers beyond this many are found nowhere else, and nobody reads so many. */
const offered = 4;

/** Which template the mapping comes from, or which ones suit the file. */
export function TemplateOffer({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const { id: audienceId, columns } = audience;
  const applied = useApplied((state) => state.applied[audienceId]);
  const matches = useTemplateMatches(audienceId);
  if (applied)
    return (
      <Callout
        title={t(applied.byItself ? 'templates.appliedByItself' : 'templates.applied', {
          name: applied.template.name,
        })}
        actions={
          <Button size="xs" variant="default" onClick={() => undoTemplate(audienceId, columns)}>
            {t('templates.undo')}
          </Button>
        }
      >
        {applied.missing.length > 0
          ? t('templates.leftOpen', { count: applied.missing.length, columns: formatList(applied.missing) })
          : t('templates.canChange')}
      </Callout>
    );
  if (!matches.data || matches.data.length === 0) return null;
  return (
    <Callout title={t('templates.suit')}>
      <ul className={styles.list}>
        {matches.data.slice(0, offered).map((match) => (
          <li key={match.template.id}>
            <span className={styles.name}>{match.template.name}</span>
            <span className={styles.about}>
              {match.missing.length === 0
                ? t('templates.fits')
                : t('templates.misses', { count: match.missing.length, columns: formatList(match.missing) })}
            </span>
            <Button
              size="compact-xs"
              variant="light"
              aria-label={t(match.missing.length === 0 ? 'templates.useNamed' : 'templates.useRestNamed', {
                name: match.template.name,
              })}
              onClick={() => applyTemplate(audienceId, match, false)}
            >
              {t(match.missing.length === 0 ? 'templates.use' : 'templates.useRest')}
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
