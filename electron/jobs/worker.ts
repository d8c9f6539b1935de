/** The worker threads' script: a thread of the pool, or one for jobs. */
import { workerData } from 'node:worker_threads';
import type { checkJob } from '../check/job.ts';
import type { searchJob } from '../check/search-job.ts';
import type { importJob } from '../import/job.ts';
import type { freezeJob } from '../push/freeze.ts';
import type { freezeRetryJob } from '../push/freeze-retry.ts';
import type { exportCheckJob, exportRunJob } from '../result/jobs.ts';
import type { forgetJob } from '../store/forget-job.ts';
import { PoolClient } from './pool-client.ts';
import { servePool } from './pool-side.ts';
import { serveJobs } from './worker-side.ts';

export interface Jobs {
  import: typeof importJob;
  check: typeof checkJob;
  search: typeof searchJob;
  freeze: typeof freezeJob;
  freezeRetry: typeof freezeRetryJob;
  forget: typeof forgetJob;
  exportCheck: typeof exportCheckJob;
  exportRun: typeof exportRunJob;
}

/** A job whose types were checked where it was ordered (`runJob`). */
type AnyJob = (
  input: unknown,
  signal: AbortSignal,
  report: (progress: unknown) => void,
  pool: PoolClient,
) => Promise<unknown>;

/** Each job's code is loaded only by the thread that runs it. */
const loaders: Record<keyof Jobs, () => Promise<unknown>> = {
  import: async () => (await import('../import/job.ts')).importJob,
  check: async () => (await import('../check/job.ts')).checkJob,
  search: async () => (await import('../check/search-job.ts')).searchJob,
  freeze: async () => (await import('../push/freeze.ts')).freezeJob,
  freezeRetry: async () => (await import('../push/freeze-retry.ts')).freezeRetryJob,
  forget: async () => (await import('../store/forget-job.ts')).forgetJob,
  exportCheck: async () => (await import('../result/jobs.ts')).exportCheckJob,
  exportRun: async () => (await import('../result/jobs.ts')).exportRunJob,
};

const given = workerData as { readonly name: 'pool' | 'jobs' };
if (given.name === 'pool') servePool();
else
  serveJobs(async ({ name, input, ports }, signal, report) => {
    // A check nearly always follows, in this very thread: its code is read while others parse.
    if (name === 'import') setTimeout(() => void loaders.check().catch(() => undefined), 100).unref();
    const job = (await loaders[name as keyof Jobs]()) as AnyJob;
    const pool = new PoolClient(ports);
    try {
      return await job(input, signal, report, pool);
    } finally {
      pool.close();
    }
  });
