/** The worker thread's script: runs the one job that it is started for. */
import { workerData } from 'node:worker_threads';
import { checkJob } from '../check/job.ts';
import { importJob } from '../import/job.ts';
import { freezeJob } from '../push/freeze.ts';
import { exportCheckJob, exportRunJob } from '../result/jobs.ts';
import { serveJob } from './worker-side.ts';

const jobs = {
  import: importJob,
  check: checkJob,
  freeze: freezeJob,
  exportCheck: exportCheckJob,
  exportRun: exportRunJob,
};

export type Jobs = typeof jobs;

/** A job whose types were checked where it was ordered (`runJob`). */
type AnyJob = (input: unknown, signal: AbortSignal, report: (progress: unknown) => void) => Promise<unknown>;

const { name, input } = workerData as { name: keyof Jobs; input: unknown };
serveJob((signal, report) => (jobs[name] as AnyJob)(input, signal, report));
