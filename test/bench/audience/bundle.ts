import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Bundles the engine's part of the benchmark as the app itself is bundled: what is measured is what ships, without
 * the time that Node takes to strip types from sources.
 * @returns the folder with `engine-run.js` and the worker's script beside it
 */
export async function bundleEngine(folder: string): Promise<string> {
  const outDir = join(folder, 'bundle');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: {
          'engine-run': join(import.meta.dirname, 'engine-run.ts'),
          worker: join(root, 'electron/jobs/worker.ts'),
        },
        external: ['better-sqlite3', 'keytar', /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  // As in the app's own folder: without it Node reads every file twice to find out what it is.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}');
  return outDir;
}
