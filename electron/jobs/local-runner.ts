import { loadTask } from './load-task.ts';
import type { TaskRunner } from './pool-client.ts';
import type { TaskInput, TaskName, TaskOutput } from './pool-tasks.ts';

/** Does a job's tasks in the job's own thread: for work that is too small to be worth threads. */
export const localRunner: TaskRunner = {
  size: 1,
  async run<Name extends TaskName>(task: Name, input: TaskInput<Name>): Promise<TaskOutput<Name>> {
    const run = await loadTask(task);
    return run(input).output as TaskOutput<Name>;
  },
};
