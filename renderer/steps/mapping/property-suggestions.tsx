import { Button } from '@mantine/core';
import { IconArrowNarrowRight, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type PropertySuggestion,
  suggestProperties,
  technicalNameOf,
} from '../../../shared/suggest-properties.ts';
import { formatCount, formatShare } from '../../lib/format.ts';
import { useCatalogue } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { columnsInUse, type DraftProperty } from './draft.ts';
import { useReadingWords } from './format-advice.tsx';
import { cellsOf, type MappingView } from './mapping-view.ts';
import styles from './property-suggestions.module.css';
import { Sureness } from './sureness.tsx';
import { formatAdvice, meaningOf } from './value-format.ts';

/** Beyond so many rows or columns the rest is shown when it is asked for. */
const rowsShown = 6;
const columnsShown = 16;

interface PropertySuggestionsProps {
  readonly view: MappingView;
  readonly onAdd: (properties: readonly Partial<DraftProperty>[]) => void;
}

/** Columns that nothing reads: those that look like a property, with what they are; and the others by their names. */
export function PropertySuggestions({ view, onAdd }: PropertySuggestionsProps) {
  const { t } = useTranslation();
  const { columns, rows, draft } = view;
  const [isWhole, setWhole] = useState({ suggestions: false, columns: false });
  const catalogue = useCatalogue(useWork((work) => work.connectionId));
  const known = catalogue.data?.properties ?? null;
  const used = columnsInUse(draft);
  const names = draft.properties.map(({ technicalName }) => technicalName.trim());
  // Most changes of a draft are of other things: the cells are looked at again only where it matters.
  const about = JSON.stringify([[...used], names]);
  const suggestions = useMemo(() => {
    const [inUse, taken] = JSON.parse(about) as [string[], string[]];
    return suggestProperties(
      columns,
      rows.map(({ cells }) => cells),
      { used: new Set(inUse), names: taken, known },
    );
  }, [columns, rows, known, about]);
  const suggested = new Set(suggestions.map(({ column }) => column));
  const others = columns.filter((column) => !used.has(column) && !suggested.has(column));
  const shown = isWhole.suggestions ? suggestions : suggestions.slice(0, rowsShown);
  const clear = suggestions.filter(({ isOpen }) => !isOpen);
  return (
    <>
      {suggestions.length > 0 ? (
        <section className={styles.root} aria-label={t('mapping.suggested')}>
          <header className={styles.head}>
            <div>
              <h3>{t('mapping.suggested')}</h3>
              <p>{t('mapping.suggestedHint')}</p>
            </div>
            {clear.length > 1 ? (
              <Button size="xs" variant="light" onClick={() => onAdd(clear.map(propertyOf))}>
                {t('mapping.addAll', { count: clear.length, formatted: formatCount(clear.length) })}
              </Button>
            ) : null}
          </header>
          <ul className={styles.list}>
            {shown.map((suggestion) => (
              <Suggestion key={suggestion.column} view={view} suggestion={suggestion} onAdd={onAdd} />
            ))}
          </ul>
          {shown.length < suggestions.length ? (
            <More
              count={suggestions.length - shown.length}
              onClick={() => setWhole({ ...isWhole, suggestions: true })}
            />
          ) : null}
        </section>
      ) : null}
      {others.length > 0 ? (
        <div className={styles.others}>
          <span>{t('mapping.unused')}</span>
          {(isWhole.columns ? others : others.slice(0, columnsShown)).map((column) => (
            <Button
              key={column}
              size="compact-xs"
              variant="light"
              className={styles.column ?? ''}
              aria-label={t('mapping.addAsProperty', { column })}
              leftSection={<IconPlus size={12} aria-hidden />}
              onClick={() => onAdd([{ value: column, technicalName: technicalNameOf(column) }])}
            >
              {column}
            </Button>
          ))}
          {!isWhole.columns && others.length > columnsShown ? (
            <More
              count={others.length - columnsShown}
              onClick={() => setWhole({ ...isWhole, columns: true })}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

const propertyOf = ({ column, technicalName, type, format, decimal }: PropertySuggestion) => ({
  value: column,
  technicalName,
  type,
  format,
  decimal,
});

function More({ count, onClick }: { readonly count: number; readonly onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="compact-xs" variant="subtle" className={styles.more ?? ''} onClick={onClick}>
      {t('mapping.showMore', { count, formatted: formatCount(count) })}
    </Button>
  );
}

interface SuggestionProps {
  readonly view: MappingView;
  readonly suggestion: PropertySuggestion;
  readonly onAdd: PropertySuggestionsProps['onAdd'];
}

/** One column as a property: one click adds it; where its values can be read in two ways, that click says how. */
function Suggestion({ view, suggestion, onAdd }: SuggestionProps) {
  const { t } = useTranslation();
  const words = useReadingWords();
  const { column, technicalName, type, format, decimal, confidence, share, isKnown } = suggestion;
  const cells = cellsOf(view, column);
  const advice = formatAdvice(suggestion, cells);
  const example = view.examples.get(column) ?? '';
  const sent = meaningOf(suggestion, example);
  const because = isKnown
    ? t('mapping.fits.known')
    : share === 1
      ? t('mapping.fits.all')
      : t('mapping.fits.share', { share: formatShare(share) });
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{column}</span>
        <code className={styles.technical}>{technicalName}</code>
      </div>
      <div className={styles.what}>
        <span>
          {t(`propertyType.${type}`)}
          {format ? <code className={styles.format}>{format}</code> : null}
          {decimal ? (
            <span className={styles.format}>
              {t(decimal === ',' ? 'mapping.withComma' : 'mapping.withPoint')}
            </span>
          ) : null}
        </span>
        <Sureness confidence={confidence} because={because} />
      </div>
      {advice.kind === 'ask' ? (
        <div
          className={styles.question}
          role="group"
          aria-label={t('format.which', { example: advice.example })}
        >
          <span>{t('format.which', { example: advice.example })}</span>
          <span className={styles.answers}>
            {advice.readings.map((reading) => (
              <Button
                key={reading.name}
                size="compact-xs"
                variant="light"
                onClick={() => onAdd([{ ...propertyOf(suggestion), ...reading.set }])}
              >
                {words(reading)}
              </Button>
            ))}
          </span>
        </div>
      ) : (
        <>
          <div className={styles.example}>
            <code>{example}</code>
            {sent !== null && sent !== example ? (
              <span className={styles.sent}>
                <IconArrowNarrowRight size={14} stroke={1.6} aria-hidden />
                <code>{sent}</code>
              </span>
            ) : null}
          </div>
          <Button
            size="compact-sm"
            variant="light"
            aria-label={t('mapping.addAsProperty', { column })}
            leftSection={<IconPlus size={12} aria-hidden />}
            onClick={() => onAdd([propertyOf(suggestion)])}
          >
            {t('mapping.add')}
          </Button>
        </>
      )}
    </li>
  );
}
