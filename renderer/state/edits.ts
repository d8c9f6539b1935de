import { create } from 'zustand';
import type { EditState } from '../../shared/audience.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { call } from '../bridge.ts';
import { useJobs } from './jobs.ts';
import { keys, queryClient } from './queries.ts';

/** One cell that gets another text. */
export interface CellEdit {
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** The check that edits are made in: it is made again under the same mapping. */
interface EditedCheck {
  readonly checkId: string;
  readonly mapping: Mapping;
}

interface EditsState {
  /** By audience id: true while its check is made again after an edit. */
  readonly rechecking: Readonly<Record<string, boolean>>;
  /** By audience id: edits of this window that stand, the oldest first. */
  readonly done: Readonly<Record<string, readonly CellEdit[]>>;
  /** By audience id: edits of this window that were taken back, the next to make again last. */
  readonly undone: Readonly<Record<string, readonly CellEdit[]>>;
}

/** Edits of cells as this window knows them; the cells themselves are in the store of the main process. */
export const useEdits = create<EditsState>()(() => ({ rechecking: {}, done: {}, undone: {} }));

/** Names a cell, to look it up among the edited ones. */
export const cellName = (row: number, column: string): string => `${row}:${column}`;

const doneOf = (audienceId: string): readonly CellEdit[] => useEdits.getState().done[audienceId] ?? [];
const undoneOf = (audienceId: string): readonly CellEdit[] => useEdits.getState().undone[audienceId] ?? [];
const setLog = (audienceId: string, done: readonly CellEdit[], undone: readonly CellEdit[]): void =>
  useEdits.setState((state) => ({
    done: { ...state.done, [audienceId]: done },
    undone: { ...state.undone, [audienceId]: undone },
  }));

/** Changes a cell; its row is judged again at once, and everyone a moment later. Throws an AppFailure. */
export async function editCell(audienceId: string, check: EditedCheck, edit: CellEdit): Promise<void> {
  const state = await call('edits.set', { audienceId, changes: [edit] });
  setLog(audienceId, [...doneOf(audienceId), edit], []);
  await follow(audienceId, check, state);
}

/** Takes the last edit back. Throws an AppFailure. */
export async function undoEdit(audienceId: string, check: EditedCheck): Promise<void> {
  const state = await call('edits.undo', { audienceId });
  const last = doneOf(audienceId).at(-1);
  // Edits from before a restart are not known here: they are taken back all the same.
  if (last) setLog(audienceId, doneOf(audienceId).slice(0, -1), [...undoneOf(audienceId), last]);
  await follow(audienceId, check, state);
}

/** Makes the edit again that was taken back last. Throws an AppFailure. */
export async function redoEdit(audienceId: string, check: EditedCheck): Promise<void> {
  const state = await call('edits.redo', { audienceId });
  const next = undoneOf(audienceId).at(-1);
  if (next) setLog(audienceId, [...doneOf(audienceId), next], undoneOf(audienceId).slice(0, -1));
  await follow(audienceId, check, state);
}

/** Shows what an edit changed, and checks everyone again: other rows may be the same person. */
async function follow(audienceId: string, check: EditedCheck, state: EditState): Promise<void> {
  queryClient.setQueryData(keys.edits(audienceId), state);
  void queryClient.invalidateQueries({ queryKey: keys.sample(audienceId) });
  setRechecking(audienceId, true);
  void queryClient.invalidateQueries({ queryKey: keys.checkRows(check.checkId) });
  let { checkId } = check;
  try {
    ({ checkId } = await call('check.start', { audienceId, mapping: check.mapping }));
    await endOfCheck(audienceId, checkId);
  } finally {
    const next = useJobs.getState().checks[audienceId];
    // A later edit has begun a check of its own: that one tells when all is known again.
    if (!next || next.checkId === checkId || next.state !== 'running') {
      await queryClient.invalidateQueries({ queryKey: keys.latestCheck(audienceId) });
      setRechecking(audienceId, false);
    }
  }
}

const setRechecking = (audienceId: string, going: boolean): void =>
  useEdits.setState((state) => ({ rechecking: { ...state.rechecking, [audienceId]: going } }));

/** Waits until a check has ended, or another one has taken its place. */
function endOfCheck(audienceId: string, checkId: string): Promise<void> {
  const before = useJobs.getState().checks[audienceId]?.checkId;
  return new Promise((resolve) => {
    const look = (): void => {
      const progress = useJobs.getState().checks[audienceId];
      const ended = progress?.checkId === checkId && progress.state !== 'running';
      const replaced = progress && progress.checkId !== checkId && progress.checkId !== before;
      if (!ended && !replaced) return;
      stop();
      resolve();
    };
    const stop = useJobs.subscribe(look);
    look();
  });
}
