import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a command printed, and how it ended. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const script = join(import.meta.dirname, '../../dist/main/cli.js');

/**
 * Runs the built command line, as an installed app would.
 * @param words what a person types after the program's name
 * @param env variables beside the usual ones
 */
export function runCli(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  if (!existsSync(script)) throw new Error('the command line is not built: run npm run build');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...words], {
      // No keychain of the person who runs the tests is ever touched.
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:', AUDIENCE_PUSH_API_KEY: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
