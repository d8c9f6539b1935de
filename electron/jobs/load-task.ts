import type { TaskName } from './pool-tasks.ts';
import type { TaskAnswer } from './protocol.ts';

type AnyTask = (input: unknown) => TaskAnswer<unknown>;

/** Each task's code is loaded when it is first asked for: reading a file needs nothing of the check. */
const loaders: Record<TaskName, () => Promise<unknown>> = {
  parseBlock: async () => (await import('../import/parse-block-task.ts')).parseBlockTask,
  checkRange: async () => (await import('../check/check-range.ts')).checkRange,
  recheckRows: async () => (await import('../check/recheck-rows.ts')).recheckRows,
  searchRange: async () => (await import('../check/search-range.ts')).searchRange,
};
const loaded = new Map<TaskName, Promise<unknown>>();

/** The code of a task. */
export function loadTask(task: TaskName): Promise<AnyTask> {
  let loading = loaded.get(task);
  if (!loading) {
    loading = loaders[task]();
    loaded.set(task, loading);
  }
  return loading as Promise<AnyTask>;
}
