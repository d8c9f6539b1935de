import { create } from 'zustand';
import type { CheckProgress } from '../../shared/bridge.ts';
import type { Catalogue } from '../../shared/catalogue.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { AppError } from '../../shared/result.ts';
import { call, errorOf } from '../bridge.ts';
import { stableJson } from '../lib/stable-json.ts';
import { useJobs } from './jobs.ts';
import { keys, type LatestCheck, queryClient } from './queries.ts';
import { useWork } from './work.ts';

/** A check that was begun in this window and isn't finished. It goes on wherever the person looks. */
export interface OngoingCheck {
  /** What everyone is checked under. */
  readonly mapping: Mapping;
  /** Names the mapping and the catalogue that it is made with; see {@link checkedUnder}. */
  readonly under: string;
  /** Made again after a change in the check step: the last result stays in view meanwhile. */
  readonly isAgain: boolean;
  /** Null until the main process has begun. */
  readonly checkId: string | null;
  /** `stopped`: the person cancelled it. */
  readonly state: 'running' | 'stopped' | 'failed';
  readonly error: AppError | null;
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  /** Tells it from those before and after it. */
  readonly turn: number;
}

interface OngoingChecksState {
  /** By audience id: an audience has one check at a time. */
  readonly ongoing: Readonly<Record<string, OngoingCheck>>;
}

/** Checks under way, and those that were ended before their end. */
export const useOngoingChecks = create<OngoingChecksState>()(() => ({ ongoing: {} }));

/** A name for what a check is made with: another one gives another result. */
export const checkedUnder = (mapping: Mapping, catalogue: Catalogue | null | undefined): string =>
  stableJson([mapping, catalogue ?? null]);

let turns = 0;

const ongoingOf = (audienceId: string): OngoingCheck | undefined =>
  useOngoingChecks.getState().ongoing[audienceId];

const put = (audienceId: string, check: OngoingCheck): void =>
  useOngoingChecks.setState(({ ongoing }) => ({ ongoing: { ...ongoing, [audienceId]: check } }));

const forget = (audienceId: string): void =>
  useOngoingChecks.setState(({ ongoing: { [audienceId]: _, ...ongoing } }) => ({ ongoing }));

function begin(audienceId: string, mapping: Mapping, isAgain: boolean): number {
  turns += 1;
  const { connectionId } = useWork.getState();
  const catalogue = queryClient.getQueryData<Catalogue | null>(keys.catalogue(connectionId ?? ''));
  put(audienceId, {
    mapping,
    under: checkedUnder(mapping, catalogue),
    isAgain,
    checkId: null,
    state: 'running',
    error: null,
    startedAt: performance.now(),
    turn: turns,
  });
  return turns;
}

/** Takes note that a change is being made after which everyone is checked again. */
export function expectRecheck(audienceId: string, mapping: Mapping): void {
  begin(audienceId, mapping, true);
}

/**
 * Checks everyone of an audience again, after a change in the check step. Where the last check was made under the very
 * same mapping, and no cell was edited since, it holds again, and nothing is to be done.
 */
export async function recheck(audienceId: string, mapping: Mapping): Promise<void> {
  const before = ongoingOf(audienceId);
  if (!holdsUnder(mapping, queryClient.getQueryData<LatestCheck | null>(keys.latestCheck(audienceId))))
    return runCheck(audienceId, mapping, true);
  forget(audienceId);
  if (before?.checkId) await cancel(before.checkId);
}

/**
 * Checks everyone of an audience; a check of it that is under way gives way. Never rejects: what fails stands in
 * {@link useOngoingChecks}, which holds nothing of it when it has finished.
 */
export async function runCheck(audienceId: string, mapping: Mapping, isAgain = false): Promise<void> {
  const turn = begin(audienceId, mapping, isAgain);
  /** What became of it; null as soon as another one took its place. */
  const mine = (): OngoingCheck | null => {
    const now = ongoingOf(audienceId);
    return now?.turn === turn ? now : null;
  };
  const change = (what: Partial<OngoingCheck>): void => {
    const now = mine();
    if (now) put(audienceId, { ...now, ...what });
  };
  try {
    const { connectionId } = useWork.getState();
    const { checkId } = await call('check.start', { audienceId, mapping, connectionId });
    change({ checkId });
    // Cancelled before it had a name.
    if (mine()?.state === 'stopped') await cancel(checkId);
    const { state, error = null } = await endOfCheck(audienceId, checkId);
    if (state === 'finished') {
      await queryClient.invalidateQueries({ queryKey: keys.latestCheck(audienceId) });
      if (mine()) forget(audienceId);
    } else if (state === 'failed') change({ state, error });
    else change({ state: 'stopped' });
  } catch (thrown) {
    change({ state: 'failed', error: errorOf(thrown) });
  }
}

/** Ends a check under way. Nothing is lost: the mapping and the edits stay, and so does the last result. */
export function stopCheck(audienceId: string): void {
  const now = ongoingOf(audienceId);
  if (now?.state !== 'running') return;
  put(audienceId, { ...now, state: 'stopped' });
  if (now.checkId) void cancel(now.checkId);
}

const holdsUnder = (mapping: Mapping, check: LatestCheck | null | undefined): boolean =>
  check !== null &&
  check !== undefined &&
  !check.isStale &&
  stableJson(check.mapping) === stableJson(mapping);

/** One that has ended already is no failure. */
const cancel = (checkId: string): Promise<unknown> =>
  call('check.cancel', { checkId }).catch(() => undefined);

function endOfCheck(audienceId: string, checkId: string): Promise<CheckProgress> {
  return new Promise((resolve) => {
    const look = (): void => {
      const progress = useJobs.getState().checks[audienceId];
      if (progress?.checkId !== checkId || progress.state === 'running') return;
      stop();
      resolve(progress);
    };
    const stop = useJobs.subscribe(look);
    look();
  });
}
