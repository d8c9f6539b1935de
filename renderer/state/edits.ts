import type { EditState } from '../../shared/audience.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { call } from '../bridge.ts';
import { expectRecheck, recheck } from './ongoing-checks.ts';
import { keys, type LatestCheck, queryClient } from './queries.ts';

/** One cell that gets another text. */
export interface CellEdit {
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/** Where edits are made: in the last check of an audience, which is made again under its mapping. */
interface EditedCheck {
  readonly audienceId: string;
  readonly checkId: string;
  readonly mapping: Mapping;
}

/** Changes a cell; its row is judged again at once, and everyone a moment later. Throws an AppFailure. */
export const editCell = (check: EditedCheck, edit: CellEdit): Promise<void> =>
  change(check, () => call('edits.set', { audienceId: check.audienceId, changes: [edit] }));

/** Takes the last edit back. Throws an AppFailure. */
export const undoEdit = (check: EditedCheck): Promise<void> =>
  change(check, () => call('edits.undo', { audienceId: check.audienceId }));

/** Makes the edit again that was taken back last. Throws an AppFailure. */
export const redoEdit = (check: EditedCheck): Promise<void> =>
  change(check, () => call('edits.redo', { audienceId: check.audienceId }));

/** Shows what an edit changed, and checks everyone again: other rows may be the same person. */
async function change(check: EditedCheck, edit: () => Promise<EditState>): Promise<void> {
  const { audienceId, checkId, mapping } = check;
  // The edit ends a check under way: what is told of that one no longer counts.
  expectRecheck(audienceId, mapping);
  try {
    queryClient.setQueryData(keys.edits(audienceId), await edit());
    queryClient.setQueryData<LatestCheck | null>(keys.latestCheck(audienceId), (latest) =>
      latest ? { ...latest, isStale: true } : latest,
    );
    void queryClient.invalidateQueries({ queryKey: keys.sample(audienceId) });
    void queryClient.invalidateQueries({ queryKey: keys.checkRows(checkId) });
  } finally {
    void recheck(audienceId, mapping);
  }
}
