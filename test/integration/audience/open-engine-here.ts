import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../../electron/engine.ts';
import type { Audience, CheckSummary } from '../../../shared/audience.ts';
import { type MappingInput, mappingSchema } from '../../../shared/mapping.ts';

/** The whole engine on a data folder of its own, without keys and without a network. */
export async function openEngineHere() {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
  const open = () =>
    openEngine({
      dataDir: join(dataDir, 'data'),
      secrets: {
        place: 'memory',
        read: async () => null,
        save: async () => 'memory',
        remove: async () => undefined,
      },
      transport: async () => {
        throw new Error('nothing is sent here');
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  let engine = await open();

  const importText = async (text: string | Uint8Array, name = 'people.csv'): Promise<Audience> => {
    const path = join(dataDir, name);
    writeFileSync(path, text);
    return await engine.imports.finished(engine.openFile(path).audienceId);
  };
  const check = async (
    audienceId: string,
    mapping: MappingInput,
  ): Promise<{ checkId: string; summary: CheckSummary }> => {
    const input = { audienceId, mapping: mappingSchema.parse(mapping) };
    const { checkId } = await engine.handlers['check.start'](input);
    return { checkId, summary: await engine.checks.finished(checkId) };
  };
  return {
    dataDir,
    get engine() {
      return engine;
    },
    importText,
    check,
    /** Closes the engine, and opens it again on the same folder. */
    async restart(): Promise<void> {
      await engine.close();
      engine = await open();
    },
    async close(): Promise<void> {
      await engine.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
