/** The pieces of work that pool threads do, by name. Only types here: each is loaded when it is first asked for. */
import type { AppError } from '../../shared/result.ts';
import type { checkRange } from '../check/check-range.ts';
import type { recheckRows } from '../check/recheck-rows.ts';
import type { searchRange } from '../check/search-range.ts';
import type { parseBlockTask } from '../import/parse-block-task.ts';
import type { TaskAnswer } from './protocol.ts';

export interface PoolTasks {
  parseBlock: typeof parseBlockTask;
  checkRange: typeof checkRange;
  recheckRows: typeof recheckRows;
  searchRange: typeof searchRange;
}

export type TaskName = keyof PoolTasks;
export type TaskInput<Name extends TaskName> = Parameters<PoolTasks[Name]>[0];

export type TaskOutput<Name extends TaskName> =
  ReturnType<PoolTasks[Name]> extends TaskAnswer<infer Output> ? Output : never;

export interface TaskRequest {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

export type TaskReply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly error: AppError };
