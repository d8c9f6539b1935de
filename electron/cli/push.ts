import { defaultApiProfile } from '../../shared/api-profile.ts';
import type { PushProgress } from '../../shared/bridge.ts';
import { parseBaseUrl } from '../../shared/connection.ts';
import { practiceBehaviourSchema, practiceFaults } from '../../shared/practice-faults.ts';
import { contactsOf, type Receipt } from '../../shared/receipt.ts';
import { AppFailure, failWith } from '../../shared/result.ts';
import { parseKey, practiceId } from '../connections/connections.ts';
import type { PushTarget, ResumeTarget } from '../push/pushes.ts';
import { toStoreError } from '../store/database.ts';
import type { Run } from '../store/runs.ts';
import { importFile, runCheck } from './check.ts';
import { type CommonOptions, exitCodes } from './io.ts';
import { printReceipt } from './print.ts';
import { readMapping, readProfile } from './read-json.ts';
import { type Session, withSession } from './session.ts';
import { count, say } from './words.ts';

export interface TargetOptions extends CommonOptions {
  readonly connection?: string;
  readonly practice?: boolean;
  readonly baseUrl?: string;
  readonly profile?: string;
  readonly limit?: number;
}

/** What the practice workspace is told to do wrong. */
export interface PracticeOptions {
  /** A fault, or `FAULT:AFTER:TIMES`. */
  readonly practiceFault?: string;
  readonly practiceForm?: string;
  /** Milliseconds. */
  readonly practiceLatency?: number;
}

export interface PushCommandOptions extends TargetOptions, PracticeOptions {
  readonly mapping: string;
}

/** The variable that an API key may come from: never an argument, which other processes can read. */
const keyVariable = 'AUDIENCE_PUSH_API_KEY';

/** `push FILE --mapping M.json (--connection NAME | --practice | --base-url URL)` */
export const pushCommand = (file: string, options: PushCommandOptions): Promise<number> =>
  withSession(options, async (session) => {
    const mapping = await readMapping(options.mapping);
    const target = await findTarget(session, options);
    const audience = await importFile(session, file);
    const { checkId, summary } = await runCheck(session, audience, mapping, target.id);
    const question = say('confirm', {
      count: count(Math.min(contactsOf(summary.rows), options.limit ?? Number.POSITIVE_INFINITY)),
      name: target.name,
      host: new URL(target.baseUrl).host,
    });
    if (!(await session.terminal.confirm(question))) {
      session.terminal.note(say('declined'));
      return exitCodes.failed;
    }
    behave(session, options);
    const { runId } = session.engine.pushes.start(checkId, target, options.limit);
    return await followPush(session, runId, target.name);
  });

/** `resume RUN`: goes on from what was frozen when the run began. */
export const resumeCommand = (
  runId: string,
  options: CommonOptions & PracticeOptions & { readonly limit?: number },
): Promise<number> =>
  withSession(options, async (session) => {
    const run = session.engine.runs.get(runId);
    behave(session, options);
    const { unknown } = session.engine.runs.contacts(runId);
    if (run.state === 'interrupted' && unknown > 0) {
      session.terminal.note(say('sentAgain', { count: count(unknown) }));
    }
    session.engine.pushes.resume(runId, await targetOf(session, run), options.limit);
    return await followPush(session, runId, run.connectionName);
  });

/** `retry RUN`: sends what a push left rejected or unknown again, as a push of its own. */
export const retryCommand = (
  runId: string,
  options: CommonOptions & PracticeOptions & { readonly rows?: 'unconfirmed' },
): Promise<number> =>
  withSession(options, async (session) => {
    const run = session.engine.runs.get(runId);
    behave(session, options);
    const retry = session.engine.pushes.retry(runId, await targetOf(session, run), {
      unconfirmed: options.rows === 'unconfirmed',
    });
    return await followPush(session, retry.runId, run.connectionName);
  });

/** Where a frozen run goes: its own address, with its connection's key or that of the environment. */
async function targetOf({ engine }: Session, run: Run): Promise<ResumeTarget> {
  const isPlain = run.connectionId === null || process.env[keyVariable] !== undefined;
  if (isPlain && !run.practice) {
    return { baseUrl: run.baseUrl, apiKey: keyFromEnvironment(run.connectionName) };
  }
  return await engine.connections.openForRun(run);
}

/** Tells the practice workspace what to do wrong, for as long as this command runs. */
function behave(
  { engine }: Session,
  { practiceFault, practiceForm, practiceLatency }: PracticeOptions,
): void {
  if (practiceFault === undefined && practiceForm === undefined && practiceLatency === undefined) return;
  const [code, after, times] = practiceFault?.split(':') ?? [];
  const parsed = practiceBehaviourSchema.safeParse({
    ...(practiceForm === undefined ? null : { form: practiceForm }),
    ...(practiceLatency === undefined ? null : { latencyMs: practiceLatency }),
    ...(code === undefined
      ? null
      : {
          fault: {
            code,
            ...(after ? { after: Number(after) } : null),
            ...(times ? { times: times === 'all' ? null : Number(times) } : null),
          },
        }),
  });
  if (!parsed.success) {
    const known = Object.keys(practiceFaults).join(', ');
    failWith('cli.usage', { problem: say('badFault', { known }) });
  }
  engine.practice.behave(parsed.data);
}

/** Shows progress until a push has ended, then its receipt. @returns the exit code */
export async function followPush(
  { engine, terminal, options }: Session,
  runId: string,
  name: string,
): Promise<number> {
  const title = say('pushing', { name });
  const unsubscribe = engine.subscribe((event, progress) => {
    if (event === 'push.progress') showProgress(progress as PushProgress);
  });
  const showProgress = (progress: PushProgress): void => {
    if (progress.waiting) {
      const seconds = Math.ceil((progress.waiting.untilMs - Date.now()) / 1000);
      terminal.note(say('waiting', { seconds, reason: progress.waiting.reason }));
      return;
    }
    const done = count(progress.contacts.sent);
    const total = count(progress.contactsTotal);
    const { rate, etaSeconds } = progress;
    const detail =
      rate === null || etaSeconds === null
        ? say('contactsBegun', { done, total })
        : say('contactsDone', { done, total, rate: count(Math.round(rate)), eta: duration(etaSeconds) });
    const share = progress.contacts.sent / Math.max(1, progress.contactsTotal);
    terminal.progress(share, title, detail, progress.state !== 'running');
  };
  let asked = 0;
  const onInterrupt = (): void => {
    asked += 1;
    if (asked === 1) {
      terminal.note(say('cancelling'));
      engine.pushes.cancel(runId);
    } else engine.pushes.abandon(runId);
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  try {
    await engine.pushes.finished(runId);
  } catch (thrown) {
    if (!engine.runs.list().some((run) => run.runId === runId)) throw thrown;
    // The run is there, and not even its end could be noted.
    terminal.fail(toStoreError(thrown));
    terminal.note(say('goOn', { run: runId }));
    return exitCodes.unfinished;
  } finally {
    unsubscribe();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
  const run = engine.runs.get(runId);
  const receipt = engine.runs.receipt(run);
  if (options.json) terminal.json(receipt);
  else printReceipt(terminal, receipt, run.stopReason);
  const code = exitCodeOf(receipt);
  if (code === exitCodes.unfinished) terminal.note(say('goOn', { run: runId }));
  return code;
}

/** What a receipt means for scripts. Rows that a filter took out, and merged ones, aren't a loss. */
export function exitCodeOf({ state, rows, excludedBy, contacts }: Receipt): number {
  if (state !== 'finished') return exitCodes.unfinished;
  const lost = rows.excluded - (excludedBy['row.filtered'] ?? 0) + contacts.rejected + contacts.unknown;
  return lost === 0 ? exitCodes.complete : exitCodes.incomplete;
}

/** Where to send, with the key. @throws AppFailure `connection.*`, `profile.*`, `cli.usage` */
async function findTarget({ engine }: Session, options: TargetOptions): Promise<PushTarget> {
  const given = [options.connection !== undefined, options.practice === true, options.baseUrl !== undefined];
  if (given.filter(Boolean).length !== 1) return failWith('cli.usage', { problem: say('oneTarget') });
  const profile = options.profile === undefined ? null : await readProfile(options.profile);
  if (options.baseUrl !== undefined) {
    const url = parseBaseUrl(options.baseUrl);
    if (!url.ok) throw new AppFailure(url.error);
    const name = new URL(url.value).host;
    const apiKey = keyFromEnvironment(name);
    return {
      id: null,
      name,
      baseUrl: url.value,
      practice: false,
      profile: profile ?? defaultApiProfile,
      apiKey,
    };
  }
  if (options.practice) await engine.connections.startPractice();
  const { id } = options.practice ? { id: practiceId } : engine.connections.find(options.connection ?? '');
  const fromEnvironment = options.practice ? undefined : process.env[keyVariable];
  if (fromEnvironment !== undefined) {
    const stored = engine.connections.find(id);
    return { ...stored, profile: profile ?? stored.profile, apiKey: parseKey(fromEnvironment, stored.name) };
  }
  const { connection, apiKey } = await engine.connections.open(id);
  return { ...connection, profile: profile ?? connection.profile, apiKey };
}

function keyFromEnvironment(name: string): string {
  const key = process.env[keyVariable];
  return key === undefined
    ? failWith('connection.no_key', { name }, say('keyVariable'))
    : parseKey(key, name);
}

/** Seconds as `4 s`, `2 min 5 s`, `1 h 3 min`. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
