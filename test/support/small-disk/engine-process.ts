import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Audience, CheckSummary } from '../../../shared/audience.ts';
import type { CommandAnswer, CommandInput, CommandName, EventName, Events } from '../../../shared/bridge.ts';
import type { RunState } from '../../../shared/receipt.ts';
import type { AppError } from '../../../shared/result.ts';

/** A call's answer, or why it failed. */
export type Answer<T> =
  | { readonly value: T; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: AppError };

/** An engine in a process of its own: what happens to its disk happens to nobody else's. */
export interface EngineProcess {
  call<Name extends CommandName>(
    name: Name,
    ...input: undefined extends CommandInput<Name> ? [] : [CommandInput<Name>]
  ): Promise<Answer<CommandAnswer<Name>>>;
  /** Imports a file, and waits for it. */
  open(path: string): Promise<Answer<Audience>>;
  /** Waits for a check, or a push. */
  checked(checkId: string): Promise<Answer<CheckSummary>>;
  pushed(runId: string): Promise<Answer<RunState>>;
  /**
   * From now on no file of the process may grow beyond so many bytes; null lifts it. Writing more fails as on a disk
   * without room.
   */
  limitFiles(bytes: number | null): Promise<void>;
  /** Somebody else fills the disk, but for so many bytes; null takes that away again. */
  fillDisk(left: number | null): Promise<void>;
  /** Where the process sees a folder, for a look from outside. */
  seen(folder: string): string;
  /** Events so far. `unhandled` are rejections that nobody caught. */
  readonly events: readonly {
    readonly event: EventName | 'unhandled';
    readonly payload: Events[EventName];
  }[];
  close(): Promise<void>;
}

/** Whether the limit on files can be set here: by a Linux program that needs no rights. */
export const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

/** Whether a small disk can be made here: in a name space of its own, which some systems forbid. */
export const canMakeDisk =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

const script = join(import.meta.dirname, 'child.ts');

/**
 * Opens an engine in a process of its own; ended with the test.
 * @param dataDir where it keeps its data
 * @param megabytes makes the folder that it is in a disk of this size, which only that process sees
 */
export async function startEngine(dataDir: string, megabytes?: number): Promise<EngineProcess> {
  const mount = 'mount -t tmpfs -o size="$1"m none "$2" && shift 2 && exec "$@"';
  const child = megabytes
    ? fork(script, [dataDir], {
        execPath: 'unshare',
        execArgv: ['-Urm', 'sh', '-c', mount, 'sh', String(megabytes), dirname(dataDir), process.execPath],
      })
    : fork(script, [dataDir], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const events: EngineProcess['events'][number][] = [];
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Told) => {
      if ('id' in message) waiting.get(message.id)?.(message);
      else if (message.event === 'ready') resolve();
      else events.push(message);
    });
    child.once('exit', (code) => reject(new Error(`the engine's process ended with ${code}`)));
  });
  await ready;
  const failing = new Set<() => void>();
  child.once('exit', () => {
    for (const fail of failing) fail();
  });
  let calls = 0;
  const ask = <T>(name: string, input?: unknown): Promise<Answer<T>> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, resolve as (answer: Answer<unknown>) => void);
      failing.add(() => reject(new Error(`the engine's process ended during ${name}`)));
      child.send({ id: calls, name, input });
    });
  const must = async (name: string, input?: unknown): Promise<void> => {
    const { error } = await ask(name, input);
    if (error) throw new Error(error.detail ?? error.code);
  };
  return {
    events,
    call: (name, ...[input]) => ask(name, input),
    open: (path) => ask('open', path),
    checked: (checkId) => ask('checked', checkId),
    pushed: (runId) => ask('pushed', runId),
    limitFiles: (bytes) => must('limitFiles', bytes ?? 'unlimited'),
    fillDisk: (left) => (left === null ? must('emptyDisk') : must('fillDisk', left)),
    seen: (folder) => join(`/proc/${child.pid}/root`, folder),
    close: () => ended(child),
  };
}

type Told =
  | ({ readonly id: number } & Answer<unknown>)
  | EngineProcess['events'][number]
  | { readonly event: 'ready'; readonly payload: null };

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.send({ id: 0, name: 'close' });
  await exit;
}
