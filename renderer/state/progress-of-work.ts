import type { Audience } from '../../shared/audience.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { contactsOf } from '../../shared/receipt.ts';
import { stableJson } from '../lib/stable-json.ts';
import { mappingFromDraft } from '../steps/mapping/draft.ts';
import { useDrafts } from './drafts.ts';
import { useJobs } from './jobs.ts';
import { type OngoingCheck, useOngoingChecks } from './ongoing-checks.ts';
import { type LatestCheck, useAudience, useCatalogue, useLatestCheck, useSavedMapping } from './queries.ts';
import { type StepName, useWork } from './work.ts';

/** What a step of the line waits for. The words are under `missing`. */
export type Missing = 'audience' | 'mapping' | 'check' | 'contacts' | 'run';

/** How a step of the line stands. */
export type StepState =
  | { readonly kind: 'done' | 'open' | 'stale' }
  /** `share` from 0 to 1; null where it isn't known. */
  | { readonly kind: 'busy'; readonly share: number | null }
  | { readonly kind: 'blocked'; readonly missing: Missing };

/** What is known of the audience in work. */
export interface Work {
  readonly audience: Audience | null;
  /** The mapping as it stands on the screen; null where it isn't complete. */
  readonly mapping: Mapping | null;
  readonly check: LatestCheck | null;
  /** True where the check was made under the mapping that stands on the screen, and of the cells as they are. */
  readonly checkIsFresh: boolean;
  /** The check that is made again because of a change in the check step, or that should be; else null. */
  readonly recheck: OngoingCheck | null;
  /** Contacts that a push would send. */
  readonly contacts: number;
  readonly steps: Readonly<Record<StepName, StepState>>;
}

const open = { kind: 'open' } as const;
const done = { kind: 'done' } as const;
const blocked = (missing: Missing): StepState => ({ kind: 'blocked', missing });

/** Reads, for the audience in work, how far it is and which steps can be taken. */
export function useWorkInProgress(): Work {
  const audienceId = useWork((work) => work.audienceId);
  const runId = useWork((work) => work.runId);
  const audience = useAudience(audienceId).data ?? null;
  const saved = useSavedMapping(audienceId).data ?? null;
  const draft = useDrafts((state) => (audienceId === null ? undefined : state.drafts[audienceId]));
  const check = useLatestCheck(audienceId).data ?? null;
  const connectionId = useWork((work) => work.connectionId);
  const catalogue = useCatalogue(connectionId).data;
  const importing = useJobs((jobs) => (audienceId === null ? undefined : jobs.imports[audienceId]));
  const checking = useJobs((jobs) => (audienceId === null ? undefined : jobs.checks[audienceId]));
  const pushing = useJobs((jobs) => (runId === null ? undefined : jobs.pushes[runId]));

  const ready = audience?.state === 'ready';
  const mapping = draft ? mappingFromDraft(draft, audience?.columns ?? []).mapping : saved;
  // Until the catalogue is there, it is no reason to check again.
  const known = catalogue && { tags: catalogue.tags, properties: catalogue.properties };
  const ongoing = useOngoingChecks((state) => (audienceId === null ? undefined : state.ongoing[audienceId]));
  const isAgain = ongoing?.isAgain && mapping && stableJson(ongoing.mapping) === stableJson(mapping);
  const recheck = isAgain ? ongoing : null;
  const checkIsFresh =
    check !== null &&
    mapping !== null &&
    recheck === null &&
    !check.isStale &&
    stableJson(mapping) === stableJson(check.mapping) &&
    (known === undefined || stableJson(known) === stableJson(check.catalogue));
  const contacts = check ? contactsOf(check.summary.rows) : 0;

  const audienceStep = (): StepState => {
    if (ready) return done;
    if (importing?.state === 'running' || audience?.state === 'importing') {
      const share = importing && importing.bytesTotal > 0 ? importing.bytesRead / importing.bytesTotal : null;
      return { kind: 'busy', share };
    }
    return open;
  };
  const checkStep = (): StepState => {
    if (!ready) return blocked('audience');
    if (!mapping) return blocked('mapping');
    if (checking?.state === 'running') {
      return { kind: 'busy', share: checking.rowsTotal > 0 ? checking.rows / checking.rowsTotal : null };
    }
    if (!check) return open;
    return checkIsFresh ? done : { kind: 'stale' };
  };
  const pushStep = (): StepState => {
    if (pushing?.state === 'running') {
      const { contacts: counts, contactsTotal } = pushing;
      return { kind: 'busy', share: contactsTotal > 0 ? counts.sent / contactsTotal : null };
    }
    if (runId !== null) return done;
    if (!ready) return blocked('audience');
    if (!mapping) return blocked('mapping');
    if (!checkIsFresh) return blocked('check');
    return contacts > 0 ? open : blocked('contacts');
  };
  return {
    audience,
    mapping,
    check,
    checkIsFresh,
    recheck: check && recheck,
    contacts,
    steps: {
      audience: audienceStep(),
      mapping: ready ? (mapping ? done : open) : blocked('audience'),
      check: checkStep(),
      push: pushStep(),
      result: runId === null ? blocked('run') : pushing && pushing.state !== 'running' ? done : open,
    },
  };
}
