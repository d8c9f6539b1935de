import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const root = import.meta.dirname;
const at = (path: string): string => resolve(root, path);

/** What stays outside the bundles: the host, and packages with a native part. */
const external = ['electron', 'better-sqlite3', 'keytar'];

/** A Node-side bundle: everything of ours and every pure-JavaScript package in, natives out. */
function nodeSide(input: Record<string, string>, outDir: string, format: 'es' | 'cjs'): EnvironmentOptions {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    consumer: 'server',
    resolve: { noExternal: true, external, conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: true,
      outDir: at(outDir),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: [...external, /^node:/],
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          // Beside the entries, so that workers and the sample are found from any file.
          chunkFileNames: `[name]-[hash].${extension}`,
        },
      },
    },
  };
}

/** Puts the sample audience and its mapping beside the main bundle, where `sample-path.ts` looks for them. */
const shipSample: Plugin = {
  name: 'ship-sample',
  applyToEnvironment: (environment) => environment.name === 'main',
  generateBundle() {
    for (const fileName of ['spring-vip.csv', 'spring-vip.mapping.json']) {
      const source = readFileSync(at(`electron/practice/sample/${fileName}`));
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

export default defineConfig({
  root: at('renderer'),
  base: '/',
  plugins: [react(), shipSample],
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        sourcemap: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // The page comes from this disk, not over a network.
        chunkSizeWarningLimit: 4000,
        rolldownOptions: { input: { index: at('renderer/index.html') } },
      },
    },
    main: nodeSide(
      {
        main: at('electron/main.ts'),
        cli: at('electron/cli.ts'),
        worker: at('electron/jobs/worker.ts'),
      },
      'dist/main',
      'es',
    ),
    preload: nodeSide({ preload: at('electron/preload.ts') }, 'dist/preload', 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload'] as const) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
