import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

/** The recording server as a process. */
export interface ServerProcess {
  readonly port: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** @param port 0 for a free one */
export async function startServer(port: number, logFile: string, latencyMs: number): Promise<ServerProcess> {
  const script = join(import.meta.dirname, 'recording-process.ts');
  const child = spawn(process.execPath, [script, String(port), logFile, String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const match = /^listening (\d+)$/.exec(line);
    if (match) return { port: Number(match[1]), kill: () => killed(child) };
  }
  throw new Error('the recording server did not start');
}

/** Requests as the server noted them: the IDs of each. */
export function readLog(logFile: string): string[][] {
  if (!existsSync(logFile)) return [];
  const lines = readFileSync(logFile, 'utf8').split('\n');
  // What stands after the last line break was cut off by a kill.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as string[]);
}

/** The command line as a process. */
export interface CliProcess {
  readonly done: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  kill(): Promise<void>;
}

/** Runs the command line from source. */
export function startCli(words: readonly string[], key: string): CliProcess {
  const child = spawn(process.execPath, [join(root, 'electron/cli.ts'), ...words, '--json', '--quiet'], {
    env: { ...process.env, AUDIENCE_PUSH_API_KEY: key, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
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
  return {
    done: once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr })),
    kill: () => killed(child),
  };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}
