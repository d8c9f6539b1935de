import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/mapping.ts';
import { Panel } from '../../components/panel.tsx';
import { formatShare } from '../../lib/format.ts';
import { ColumnSelect, SourceSelect } from './column-select.tsx';
import { referenceRuleOf } from './draft.ts';
import { FieldRow } from './field-row.tsx';
import type { MappingView } from './mapping-view.ts';
import styles from './people-section.module.css';
import { SampleList } from './sample-list.tsx';
import { phoneSamples, type Sample, valueSamples } from './samples.ts';
import { Sureness } from './sureness.tsx';

/** Who the people are: reference ID, names, phone, e-mail. */
export function PeopleSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, columns, rows, live, change } = view;
  return (
    <Panel title={t('mapping.people')} hint={t('mapping.peopleHint')} flush>
      <ReferenceRow view={view} />
      <FieldRow
        name={t('field.phoneNumber')}
        hint={t('mapping.phoneHint')}
        control={
          <ColumnSelect
            label={t('field.phoneNumber')}
            view={view}
            value={draft.phoneNumber}
            onChange={(phoneNumber) => change((now) => ({ ...now, phoneNumber }))}
          />
        }
        why={
          <>
            <Why view={view} field="phoneNumber" column={draft.phoneNumber} />
            <Others
              view={view}
              field="phoneNumber"
              column={draft.phoneNumber}
              onChoose={(phoneNumber) => change((now) => ({ ...now, phoneNumber }))}
            />
          </>
        }
        samples={
          draft.phoneNumber === null ? null : (
            <SampleList
              field={t('field.phoneNumber')}
              samples={phoneSamples('phoneNumber', draft.phoneNumber, columns, rows, live)}
            />
          )
        }
      />
      {(['firstName', 'middleName', 'lastName'] as const).map((field) => (
        <FieldRow
          key={field}
          name={t(`field.${field}`)}
          control={
            <SourceSelect
              label={t(`field.${field}`)}
              view={view}
              value={draft[field]}
              onChange={(source) => change((now) => ({ ...now, [field]: source }))}
            />
          }
          why={<Why view={view} field={field} column={columnIn(draft[field])} />}
          samples={
            <TextSamples
              view={view}
              field={field}
              source={draft[field]}
              samplesOf={(source) =>
                valueSamples(source, columns, rows, live, (check) => check.contact?.[field], field)
              }
            />
          }
        />
      ))}
      <FieldRow
        name={t('field.emailAddress')}
        control={
          <ColumnSelect
            label={t('field.emailAddress')}
            view={view}
            value={draft.emailAddress}
            onChange={(emailAddress) => change((now) => ({ ...now, emailAddress }))}
          />
        }
        why={
          <>
            <Why view={view} field="emailAddress" column={draft.emailAddress} />
            <Others
              view={view}
              field="emailAddress"
              column={draft.emailAddress}
              onChoose={(emailAddress) => change((now) => ({ ...now, emailAddress }))}
            />
          </>
        }
        samples={
          <TextSamples
            view={view}
            field="emailAddress"
            source={draft.emailAddress === null ? null : { column: draft.emailAddress }}
            samplesOf={(source) =>
              valueSamples(
                source,
                columns,
                rows,
                live,
                (check) => check.contact?.emailAddress,
                'emailAddress',
              )
            }
          />
        }
      />
    </Panel>
  );
}

const columnIn = (source: Source | null): string | null =>
  source && 'column' in source ? source.column : null;

interface TextSamplesProps {
  readonly view: MappingView;
  readonly field: 'firstName' | 'middleName' | 'lastName' | 'emailAddress';
  readonly source: Source | null;
  readonly samplesOf: (source: Source) => Sample[];
}

function TextSamples({ field, source, samplesOf }: TextSamplesProps) {
  const { t } = useTranslation();
  if (!source || ('constant' in source && source.constant.trim() === '')) return null;
  return <SampleList field={t(`field.${field}`)} samples={samplesOf(source)} />;
}

/** The reference ID: a proposal is shown as one, and becomes part of the mapping only when confirmed. */
function ReferenceRow({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, columns, rows, live, change, proposedReference } = view;
  const confirmed = draft.externalReferenceId;
  const shown = confirmed ?? proposedReference?.column ?? null;
  // What only its cells speak for is shown, and chosen by hand: one click is too easily made.
  const toConfirm =
    confirmed === null && proposedReference?.isGuess === false ? proposedReference.column : null;
  const rule = referenceRuleOf(draft);
  const choose = (externalReferenceId: string | null): void =>
    change((now) => ({ ...now, externalReferenceId, referenceId: null }));
  return (
    <FieldRow
      name={t('field.externalReferenceId')}
      required={t('mapping.required')}
      hint={t('mapping.referenceHint')}
      emphasised={confirmed === null}
      control={
        <>
          <ColumnSelect
            label={t('field.externalReferenceId')}
            view={view}
            value={confirmed}
            onChange={choose}
            placeholder={t('mapping.chooseColumn')}
            clearable={false}
          />
          {toConfirm !== null ? (
            <Button size="xs" className={styles.confirm ?? ''} onClick={() => choose(toConfirm)}>
              {t('mapping.confirmReference', { column: toConfirm })}
            </Button>
          ) : null}
        </>
      }
      why={
        confirmed === null ? (
          proposedReference === null ? (
            t('mapping.noReferenceProposal')
          ) : (
            t(referenceWords(view), { column: proposedReference.column })
          )
        ) : (
          <span className={styles.rule}>
            <span>{t(`mapping.rule.${rule}`)}</span>
            <button
              type="button"
              className={styles.quiet}
              onClick={() =>
                change((now) => ({ ...now, referenceId: rule === 'as-phone' ? 'as-is' : 'as-phone' }))
              }
            >
              {rule === 'as-phone' ? t('mapping.useAsIs') : t('mapping.useAsPhone')}
            </button>
          </span>
        )
      }
      samples={
        shown === null ? null : (
          <SampleList
            field={t('field.externalReferenceId')}
            samples={phoneSamples('externalReferenceId', shown, columns, rows, live)}
          />
        )
      }
    />
  );
}

/** Why a reference ID is proposed: it is the phone number, it is called so, or its values look like phones. */
function referenceWords({ proposedReference, draft }: MappingView) {
  if (proposedReference?.isGuess) return 'mapping.referenceGuess';
  return proposedReference?.column === draft.phoneNumber
    ? 'mapping.referenceProposal'
    : 'mapping.referenceByName';
}

interface WhyProps {
  readonly view: MappingView;
  readonly field: 'phoneNumber' | 'firstName' | 'middleName' | 'lastName' | 'emailAddress';
  readonly column: string | null;
}

/** Why a column was proposed, and how sure that is. Nothing where the person chose it. */
function Why({ view, field, column }: WhyProps) {
  const { t } = useTranslation();
  const match = view.matches.find((each) => each.field === field && each.column === column);
  if (!match) return null;
  const because = match.because.length === 2 ? 'both' : (match.because[0] ?? 'name');
  const words =
    because === 'both' && match.share === 1
      ? t('mapping.why.all')
      : t(`mapping.why.${because}`, { share: match.share === null ? '' : formatShare(match.share) });
  return <Sureness confidence={match.confidence} because={words} />;
}

/** More of them are found in the field's own list. */
const othersShown = 3;

interface OthersProps {
  readonly view: MappingView;
  readonly field: 'phoneNumber' | 'emailAddress';
  readonly column: string | null;
  readonly onChoose: (column: string) => void;
}

/** Other columns of the same kind: contacts have one main phone and one main address, so one has to be chosen. */
function Others({ view, field, column, onChoose }: OthersProps) {
  const { t } = useTranslation();
  const match = view.matches.find((each) => each.field === field);
  if (!match) return null;
  const others = [match.column, ...match.others].filter((each) => each !== column && view.examples.has(each));
  if (others.length === 0) return null;
  return (
    <span className={styles.others}>
      <span>{t('mapping.others')}</span>
      {others.slice(0, othersShown).map((other) => (
        <button key={other} type="button" className={styles.quiet} onClick={() => onChoose(other)}>
          {other}
        </button>
      ))}
    </span>
  );
}
