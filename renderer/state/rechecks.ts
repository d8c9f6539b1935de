import { create } from 'zustand';
import type { CheckProgress } from '../../shared/bridge.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { AppError } from '../../shared/result.ts';
import { call, errorOf } from '../bridge.ts';
import { stableJson } from '../lib/stable-json.ts';
import { useJobs } from './jobs.ts';
import { keys, type LatestCheck, queryClient } from './queries.ts';
import { useWork } from './work.ts';

/** A check that is made again after a change in the check step. Its last result stays in view meanwhile. */
export interface Recheck {
  /** What everyone is checked under. */
  readonly mapping: Mapping;
  /** Null until the main process has begun. */
  readonly checkId: string | null;
  /** `stopped`: the person cancelled it, and the change isn't checked. */
  readonly state: 'running' | 'stopped' | 'failed';
  readonly error: AppError | null;
  /** Tells it from those before and after it. */
  readonly turn: number;
}

interface RechecksState {
  /** By audience id; there is none where nothing is to be checked again. */
  readonly rechecks: Readonly<Record<string, Recheck>>;
}

/** Checks that are made again, or should be. */
export const useRechecks = create<RechecksState>()(() => ({ rechecks: {} }));

let turns = 0;

const recheckOf = (audienceId: string): Recheck | undefined => useRechecks.getState().rechecks[audienceId];

const put = (audienceId: string, recheck: Recheck): void =>
  useRechecks.setState(({ rechecks }) => ({ rechecks: { ...rechecks, [audienceId]: recheck } }));

/** Takes note that everyone is checked elsewhere. */
export const dropRecheck = (audienceId: string): void =>
  useRechecks.setState(({ rechecks: { [audienceId]: _, ...rechecks } }) => ({ rechecks }));

/** Takes note that a change is being made after which everyone is checked again. */
export function expectRecheck(audienceId: string, mapping: Mapping): void {
  turns += 1;
  put(audienceId, { mapping, checkId: null, state: 'running', error: null, turn: turns });
}

/**
 * Checks everyone of an audience again; a check of it that is under way gives way. Where the last check was made under
 * the very same mapping, and no cell was edited since, it holds again, and nothing is to be done. Never rejects: what
 * fails stands in {@link useRechecks}.
 */
export async function recheck(audienceId: string, mapping: Mapping): Promise<void> {
  const before = recheckOf(audienceId);
  if (holdsUnder(mapping, queryClient.getQueryData<LatestCheck | null>(keys.latestCheck(audienceId)))) {
    dropRecheck(audienceId);
    if (before?.checkId) await cancel(before.checkId);
    return;
  }
  expectRecheck(audienceId, mapping);
  const turn = turns;
  /** What became of it; null as soon as another one took its place. */
  const mine = (): Recheck | null => {
    const now = recheckOf(audienceId);
    return now?.turn === turn ? now : null;
  };
  const change = (what: Partial<Recheck>): void => {
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
      if (mine()) dropRecheck(audienceId);
    } else if (state === 'failed') change({ state, error });
    // Nobody cancelled it: a check that was begun elsewhere took its place.
    else if (mine()?.state === 'running') dropRecheck(audienceId);
  } catch (thrown) {
    change({ state: 'failed', error: errorOf(thrown) });
  }
}

/** Ends a check that is made again. Nothing is lost: the change stays, and so does the last result, out of date. */
export function stopRecheck(audienceId: string): void {
  const now = recheckOf(audienceId);
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
