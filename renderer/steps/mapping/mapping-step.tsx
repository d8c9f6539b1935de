import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { memo, useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, Row } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { proposeMapping } from '../../../shared/match-headers.ts';
import { AppFailure } from '../../../shared/result.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { MissingStep } from '../../components/missing-step.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { beginDraft, changeDraft, saveDraft, useDrafts } from '../../state/drafts.ts';
import { useAudience, useSample, useSavedMapping } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { applyTemplate, fittingTemplate, useApplied, useTemplateMatches } from './applied-template.ts';
import { ContactPreview } from './contact-preview.tsx';
import { columnsInUse, draftFromMapping, draftFromProposal, mappingFromDraft } from './draft.ts';
import styles from './mapping-step.module.css';
import { examplesOf, type MappingView } from './mapping-view.ts';
import { PeopleSection } from './people-section.tsx';
import { PhoneSection } from './phone-section.tsx';
import { ProblemList } from './problem-list.tsx';
import { PropertiesSection } from './properties-section.tsx';
import { RowsSection } from './rows-section.tsx';
import { checkLive } from './samples.ts';
import { SaveTemplate } from './save-template.tsx';
import { TagsSection } from './tags-section.tsx';
import { TemplateOffer } from './template-offer.tsx';

/** Step 2: are the right columns in the right places? */
export function MappingStep() {
  const audienceId = useWork((work) => work.audienceId);
  const audience = useAudience(audienceId);
  const ready = audience.data?.state === 'ready';
  const sample = useSample(audienceId, ready);
  const saved = useSavedMapping(audienceId);
  if (audience.error) return <ErrorNote error={audience.error} onRetry={() => void audience.refetch()} />;
  if (audience.data && !ready) return <MissingStep missing="audience" step="audience" />;
  if (audienceId === null) return <MissingStep missing="audience" step="audience" />;
  const failed = sample.error ?? saved.error;
  if (failed)
    return <ErrorNote error={failed} onRetry={() => void Promise.all([sample.refetch(), saved.refetch()])} />;
  if (!audience.data || !sample.data || saved.data === undefined) return null;
  return <Loaded audience={audience.data} rows={sample.data.items} saved={saved.data} />;
}

interface LoadedProps {
  readonly audience: Audience;
  readonly rows: readonly Row[];
  readonly saved: Mapping | null;
}

function Loaded({ audience, rows, saved }: LoadedProps) {
  const { t } = useTranslation();
  const goToStep = useWork((work) => work.goToStep);
  const draft = useDrafts((state) => state.drafts[audience.id]);
  const saving = useDrafts((state) => state.saving[audience.id]);
  const proposal = useMemo(
    () =>
      proposeMapping(
        audience.columns,
        rows.map(({ cells }) => cells),
      ),
    [audience.columns, rows],
  );
  const examples = useMemo(() => examplesOf(audience.columns, rows), [audience.columns, rows]);
  const matches = useTemplateMatches(audience.id);
  useEffect(() => {
    if (useDrafts.getState().drafts[audience.id]) return;
    // Without templates the mapping can be made by hand all the same, so their failure doesn't stop it.
    if (saved === null && matches.isPending) return;
    beginDraft(audience.id, saved ? draftFromMapping(saved) : draftFromProposal(proposal.fields));
    const fitting = saved ? null : fittingTemplate(matches.data ?? []);
    if (fitting) applyTemplate(audience.id, fitting, true);
  }, [audience.id, saved, proposal, matches.isPending, matches.data]);
  const goOn = useMutation({
    mutationFn: async () => {
      const applied = useApplied.getState().applied[audience.id];
      // The template is noted as used; what was changed since is saved over it.
      if (applied && applied.missing.length === 0)
        await call('templates.use', { id: applied.template.id, audienceId: audience.id }).catch(
          () => undefined,
        );
      return saveDraft(audience.id, audience.columns);
    },
    onSuccess: (mapping) => {
      if (mapping) goToStep('check');
    },
  });
  const proposed = proposal.reference?.column ?? null;
  // A click or key is answered at once; the sections and their samples follow in small slices.
  const settled = useDeferredValue(draft ?? null);
  const view = useMemo<MappingView | null>(
    () =>
      settled && {
        columns: audience.columns,
        rows,
        draft: settled,
        live: checkLive(settled, audience.columns, rows, proposed ?? audience.columns[0] ?? null),
        matches: proposal.matches,
        examples,
        proposedReference: proposal.reference,
        change: (change) => changeDraft(audience.id, audience.columns, change),
      },
    [settled, audience.id, audience.columns, rows, proposal, proposed, examples],
  );
  if (!draft || !view) return null;
  const { mapping, problems } = mappingFromDraft(draft, audience.columns);
  const used = columnsInUse(draft).size;
  return (
    <StepPage
      sentence={
        draft.externalReferenceId === null
          ? t('mapping.sentenceReference')
          : t('mapping.sentence', { used, count: audience.columns.length })
      }
      aside={draft.externalReferenceId === null ? t('mapping.asideReference') : t('mapping.aside')}
      secondary={
        <>
          <Button variant="default" onClick={() => goToStep('audience')}>
            {t('common.back')}
          </Button>
          <SaveTemplate audience={audience} mapping={mapping} />
          <span className={styles.saved} role="status">
            {saving ? t(`mapping.saving.${saving.state}`) : ''}
          </span>
        </>
      }
      primary={
        <Button onClick={() => goOn.mutate()} loading={goOn.isPending} disabled={mapping === null}>
          {t('mapping.goOn')}
        </Button>
      }
    >
      <div className={styles.layout}>
        <div className={styles.sections}>
          <ErrorNote
            error={saving?.error ? new AppFailure(saving.error) : null}
            onRetry={() => goOn.mutate()}
          />
          <TemplateOffer audience={audience} />
          <Sections view={view} />
          <ProblemList problems={problems} />
        </div>
        <Preview view={view} />
      </div>
    </StepPage>
  );
}

/** Drawn again only when the view is another one, not with every key that is typed. */
const Sections = memo(function Sections({ view }: { readonly view: MappingView }) {
  return (
    <>
      <PeopleSection view={view} />
      <PhoneSection view={view} />
      <TagsSection view={view} />
      <PropertiesSection view={view} />
      <RowsSection view={view} />
    </>
  );
});

const Preview = memo(function Preview({ view }: { readonly view: MappingView }) {
  return <ContactPreview rows={view.rows} live={view.live} />;
});
