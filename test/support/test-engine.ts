import { onTestFinished } from 'vitest';
import { type Engine, type EngineOptions, openEngine } from '../../electron/engine.ts';
import { openLog } from '../../electron/log.ts';
import { fetchTransport } from '../../electron/push/fetch-transport.ts';
import type { Connection } from '../../shared/connection.ts';
import { mappingSchema } from '../../shared/mapping.ts';
import { testKey } from './frozen-run.ts';
import { memorySecrets } from './memory-secrets.ts';
import type { TempDir } from './temp-dir.ts';

/** An engine in a folder, with its log; closed when the test ends. */
export async function openTestEngine(
  dataDir: string,
  options: Partial<Pick<EngineOptions, 'secrets' | 'transport' | 'clock'>> = {},
): Promise<Engine> {
  const engine = await openEngine({
    dataDir,
    secrets: memorySecrets(),
    transport: fetchTransport,
    log: openLog({ dataDir, name: 'app' }),
    ...options,
  });
  let isClosed = false;
  onTestFinished(async () => {
    if (!isClosed) await engine.close();
  });
  return {
    ...engine,
    async close() {
      isClosed = true;
      await engine.close();
    },
  };
}

/** Imports and checks a file of `count` people; row 3 has no ID, and is excluded. */
export async function checkPeople(engine: Engine, folder: TempDir, count: number): Promise<string> {
  const lines = Array.from({ length: count }, (_, index) =>
    index === 2 ? ',Nobody' : `person-${index + 1},Ann ${index + 1}`,
  );
  const file = folder.write('people.csv', `id,first_name\n${lines.join('\n')}\n`);
  const { audienceId } = engine.openFile(file);
  await engine.imports.finished(audienceId);
  const mapping = mappingSchema.parse({
    version: 1,
    externalReferenceId: { column: 'id' },
    firstName: { column: 'first_name' },
    tags: [{ constant: 'spring' }],
  });
  const { checkId } = await engine.handlers['check.start']({ audienceId, mapping });
  await engine.checks.finished(checkId);
  return checkId;
}

/** A saved connection to an address, with the marked key. */
export const connectTo = (engine: Engine, baseUrl: string, name = 'Acme'): Promise<Connection> =>
  Promise.resolve(engine.handlers['connections.save']({ name, baseUrl, color: 'teal', apiKey: testKey }));
