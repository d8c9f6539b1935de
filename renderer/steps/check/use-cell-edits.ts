import { useMutation, useQuery } from '@tanstack/react-query';
import type { EditState } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { AppFailure } from '../../../shared/result.ts';
import { call } from '../../bridge.ts';
import { type CellEdit, editCell, redoEdit, undoEdit } from '../../state/edits.ts';
import { keys } from '../../state/queries.ts';

/** Edits of an audience's cells, as the check step shows and makes them. */
export interface CellEdits {
  readonly state: EditState;
  readonly error: AppFailure | null;
  readonly set: (edit: CellEdit) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/**
 * Reads and changes the edits of an audience.
 * @param checkId the check whose rows are in view
 * @param mapping under which everyone is checked again
 */
export function useCellEdits(audienceId: string, checkId: string, mapping: Mapping): CellEdits {
  const query = useQuery({
    queryKey: keys.edits(audienceId),
    queryFn: () => call('edits.state', { audienceId }),
  });
  const change = useMutation({
    mutationFn: (what: CellEdit | 'undo' | 'redo') => {
      const check = { audienceId, checkId, mapping };
      if (what === 'undo') return undoEdit(check);
      if (what === 'redo') return redoEdit(check);
      return editCell(check, what);
    },
  });
  const { mutate } = change;
  return {
    state: query.data ?? { undo: 0, redo: 0, cells: 0 },
    error: change.error ?? query.error,
    set: mutate,
    undo: () => mutate('undo'),
    redo: () => mutate('redo'),
  };
}
