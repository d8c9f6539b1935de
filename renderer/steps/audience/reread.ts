import { create } from 'zustand';
import type { Audience } from '../../../shared/audience.ts';
import type { ReadHow } from '../../../shared/read-how.ts';
import { type AppError, AppFailure } from '../../../shared/result.ts';
import { call, errorOf } from '../../bridge.ts';
import { beginDraft, useDrafts } from '../../state/drafts.ts';
import { useJobs } from '../../state/jobs.ts';
import { keys, queryClient } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { carryApplied } from '../mapping/applied-template.ts';
import { carryDraft } from '../mapping/draft-columns.ts';

/** A file being read again. */
interface Rereading {
  /** The audience that will take the place of the old one; null until the reading has begun. */
  readonly nextId: string | null;
  readonly error: AppError | null;
}

interface RereadState {
  /** By id of the audience that is read again, which stays until the new one is ready. */
  readonly going: Readonly<Record<string, Rereading>>;
  /** What the person chose for an audience, by its id: choosing more keeps it. */
  readonly chosen: Readonly<Record<string, ReadHow>>;
}

/** Readings that were asked for again. They go on wherever the person looks meanwhile. */
export const useReread = create<RereadState>()(() => ({ going: {}, chosen: {} }));

const set = (audienceId: string, rereading: Rereading | null): void =>
  useReread.setState(({ going: { [audienceId]: _, ...others } }) => ({
    going: rereading ? { ...others, [audienceId]: rereading } : others,
  }));

/**
 * Reads an audience's file again. When it is ready, the new audience takes the place of the old one, with its
 * mapping as far as the columns are the same; if that fails, the old one stays and the failure is told.
 */
export async function startReread(audience: Audience, how: ReadHow): Promise<void> {
  const { id } = audience;
  set(id, { nextId: null, error: null });
  try {
    const { audienceId: nextId } = await call('audiences.reread', { id, how });
    set(id, { nextId, error: null });
    useReread.setState(({ chosen }) => ({ chosen: { ...chosen, [nextId]: how } }));
    const { state, error } = await endOfImport(nextId);
    if (state === 'finished') await takePlace(audience, nextId);
    set(id, state === 'failed' && error ? { nextId: null, error } : null);
  } catch (thrown) {
    set(id, { nextId: null, error: errorOf(thrown) });
  }
}

/** Waits for the last event of an import. */
function endOfImport(audienceId: string): Promise<{ state: string; error?: AppError | undefined }> {
  return new Promise((resolve) => {
    const look = (): void => {
      const progress = useJobs.getState().imports[audienceId];
      if (!progress || progress.state === 'running') return;
      stop();
      resolve({ state: progress.state, error: progress.error });
    };
    const stop = useJobs.subscribe(look);
    look();
  });
}

/** Goes on with the new audience, where the person still works on the old one. */
async function takePlace(old: Audience, nextId: string): Promise<void> {
  const draft = useDrafts.getState().drafts[old.id];
  const next = await call('audiences.get', { id: nextId });
  // A mapping that isn't complete was never saved: it is taken along here, as far as the columns are the same.
  const carried = draft && carryDraft(draft, old, next);
  if (carried) {
    beginDraft(nextId, carried);
    carryApplied(old.id, nextId);
  }
  if (useWork.getState().audienceId === old.id) useWork.setState({ audienceId: nextId, runId: null });
  void queryClient.invalidateQueries({ queryKey: keys.audiences, exact: true });
}

/** The failure of the last attempt to read an audience again, as an error to show. */
export const failureOf = (rereading: Rereading | undefined): AppFailure | null =>
  rereading?.error ? new AppFailure(rereading.error) : null;

/** Forgets that reading again failed. */
export const forgetFailure = (audienceId: string): void => set(audienceId, null);
