import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EditState } from '../../../shared/audience.ts';
import type { AppFailure } from '../../../shared/result.ts';
import { call } from '../../bridge.ts';
import { type CellEdit, cellName, editCell, redoEdit, undoEdit, useEdits } from '../../state/edits.ts';
import type { LatestCheck } from '../../state/progress-of-work.ts';
import { keys } from '../../state/queries.ts';

const none: readonly CellEdit[] = [];

/** Edits of an audience's cells, as the check step shows and makes them. */
export interface CellEdits {
  readonly state: EditState;
  /** Names of the cells that were edited in this window. */
  readonly cells: ReadonlySet<string>;
  readonly error: AppFailure | null;
  readonly set: (edit: CellEdit) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Reads and changes the edits of the audience that a check is about. */
export function useCellEdits(audienceId: string, check: LatestCheck): CellEdits {
  const query = useQuery({
    queryKey: keys.edits(audienceId),
    queryFn: () => call('edits.state', { audienceId }),
  });
  const done = useEdits((edits) => edits.done[audienceId]) ?? none;
  const cells = useMemo(() => new Set(done.map(({ row, column }) => cellName(row, column))), [done]);
  const change = useMutation({
    mutationFn: (what: CellEdit | 'undo' | 'redo') => {
      if (what === 'undo') return undoEdit(audienceId, check);
      if (what === 'redo') return redoEdit(audienceId, check);
      return editCell(audienceId, check, what);
    },
  });
  const { mutate } = change;
  return {
    state: query.data ?? { undo: 0, redo: 0, cells: 0 },
    cells,
    error: change.error ?? query.error,
    set: mutate,
    undo: () => mutate('undo'),
    redo: () => mutate('redo'),
  };
}
