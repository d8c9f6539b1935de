import { resolve } from 'node:path';
import { defaultDataDir } from '../data-dir.ts';
import { type Engine, openEngine } from '../engine.ts';
import { openLog } from '../log.ts';
import { fetchTransport } from '../push/fetch-transport.ts';
import { openSecrets } from '../secrets-keychain.ts';
import { toStoreError } from '../store/database.ts';
import { type CommonOptions, exitCodes, Terminal } from './io.ts';

/** The engine and the terminal, for as long as one command runs. */
export interface Session {
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly options: CommonOptions;
}

/**
 * Runs one command with an open engine, and closes it whatever happens.
 * @returns the exit code
 */
export async function withSession(
  options: CommonOptions,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  const terminal = new Terminal(options);
  const dataDir = options.dataDir ? resolve(options.dataDir) : defaultDataDir();
  let engine: Engine | null = null;
  try {
    const log = openLog({ dataDir, name: 'cli' });
    const secrets = await openSecrets(log);
    engine = await openEngine({ dataDir, secrets, transport: fetchTransport, log });
    return await command({ engine, terminal, options });
  } catch (thrown) {
    terminal.fail(toStoreError(thrown));
    return exitCodes.failed;
  } finally {
    await engine?.close();
  }
}
