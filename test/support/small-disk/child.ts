/**
 * An engine in a process of its own, whose disk can be made full: `node child.ts DATA_DIR`. Answers one call after the
 * other over its IPC channel, and tells every event.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from '../../../electron/engine.ts';
import { fetchTransport } from '../../../electron/push/fetch-transport.ts';
import { toStoreError } from '../../../electron/store/database.ts';
import { memorySecrets } from '../memory-secrets.ts';

const [dataDir = ''] = process.argv.slice(2);
const engine = await openEngine({
  dataDir,
  secrets: memorySecrets(),
  transport: fetchTransport,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
});
const filler = join(dataDir, '..', 'filler');
const tell = (message: object): void => void process.send?.(message);
engine.subscribe((event, payload) => tell({ event, payload }));
process.on('unhandledRejection', (thrown) => tell({ event: 'unhandled', payload: toStoreError(thrown) }));

/** What isn't a command of the bridge. */
const more: Record<string, (input: string) => unknown> = {
  open: (path) => engine.imports.finished(engine.openFile(path).audienceId),
  checked: (checkId) => engine.checks.finished(checkId),
  pushed: (runId) => engine.pushes.finished(runId),
  /** No file of this process may grow beyond so many bytes: `unlimited`, or a number. */
  limitFiles: (bytes) =>
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]).length,
  /** Somebody else fills the disk, but for so many bytes. */
  fillDisk: (left) => {
    const { bavail, bsize } = statfsSync(dataDir);
    const bytes = Math.max(0, bavail * bsize - Number(left));
    writeFileSync(filler, Buffer.alloc(bytes));
  },
  emptyDisk: () => rmSync(filler),
  close: async () => {
    await engine.close();
    process.disconnect();
  },
};

process.on('message', ({ id, name, input }: { id: number; name: string; input: unknown }) => {
  const act = (more[name] ?? engine.handlers[name as keyof typeof engine.handlers]) as (
    input: unknown,
  ) => unknown;
  void (async () => {
    try {
      const value = await act(input);
      if (process.connected) tell({ id, value: value ?? null });
    } catch (thrown) {
      tell({ id, error: toStoreError(thrown) });
    }
  })();
});
tell({ event: 'ready', payload: null });
