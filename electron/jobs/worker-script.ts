/** The worker threads' script: beside this file as source, and beside all others in the build, which is flat. */
export const workerScript = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);
