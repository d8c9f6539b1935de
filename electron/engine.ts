import type { EventName, Events, Handlers, RunRowKind } from '../shared/bridge.ts';
import { toAppError } from '../shared/result.ts';
import { Checks } from './check/checks.ts';
import { CheckQueries } from './check/queries.ts';
import { Connections, practiceId } from './connections/connections.ts';
import { makeHandlers, type ShellCommand } from './engine-handlers.ts';
import { Imports } from './import/imports.ts';
import { holdOwner, ownerProbe, tidyOwners } from './jobs/owner.ts';
import { Pool } from './jobs/pool.ts';
import { runJob } from './jobs/run-job.ts';
import type { Log } from './log.ts';
import { openPractice, type Practice } from './practice/practice.ts';
import { readSampleMapping } from './practice/sample/sample-mapping.ts';
import { samplePath } from './practice/sample/sample-path.ts';
import { type Clock, systemClock } from './push/clock.ts';
import type { HoldCause } from './push/hold.ts';
import { Journal } from './push/journal.ts';
import { Pushes } from './push/pushes.ts';
import type { Transport } from './push/transport.ts';
import type { CheckExport } from './result/export-check.ts';
import { exportName } from './result/export-name.ts';
import { History } from './result/history.ts';
import type { Secrets } from './secrets.ts';
import { AudienceStore } from './store/audiences.ts';
import { CatalogueStore } from './store/catalogues.ts';
import { CheckStore } from './store/checks.ts';
import { ConnectionStore } from './store/connections.ts';
import { Retention } from './store/retention.ts';
import { RunRows } from './store/run-rows.ts';
import { RunStore } from './store/runs.ts';
import { openAppDb, openAudienceDb } from './store/schema.ts';
import { TemplateStore } from './store/templates.ts';

export type EngineListener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** Everything that the app can do, without a window: the same for the shell, the CLI and the tests. */
export interface Engine {
  /** Answers to all commands but the shell's. They throw an `AppFailure` where they fail. */
  readonly handlers: Omit<Handlers, ShellCommand>;
  /** Begins to import a file. Progress comes as `import.progress`. */
  openFile(path: string): { audienceId: string };
  /** Begins to import the sample audience that ships with the app, and gives it the mapping that fits. */
  openSample(): { audienceId: string };
  exportCheck(checkId: string, what: CheckExport, path: string): Promise<{ fileName: string; rows: number }>;
  exportRun(runId: string, kind: RunRowKind, path: string): Promise<{ fileName: string; rows: number }>;
  /** A file name to offer in the save dialog, such as `spring-vip-rejects.csv`. */
  suggestName(about: { checkId: string; what: string } | { runId: string; kind: RunRowKind }): string;
  subscribe(listener: EngineListener): () => void;
  /** True while a push runs: quitting asks first. */
  isPushing(): boolean;
  /** True while a push runs that leaves this computer: only such a one needs the network. */
  isPushingOverNetwork(): boolean;
  /** The computer went offline or to sleep: pushes wait, and go on by themselves after {@link release}. */
  suspend(cause: HoldCause): void;
  /** The computer is online or awake again. */
  release(cause: HoldCause): void;
  /** Ends jobs, awaits the batch in flight, closes the stores. */
  close(): Promise<void>;

  /** The stages themselves, for the command line, which waits where the window listens. */
  readonly imports: Imports;
  readonly checks: Checks;
  readonly pushes: Pushes;
  readonly connections: Connections;
  readonly catalogues: CatalogueStore;
  readonly practice: Practice;
  readonly runRows: RunRows;
  readonly history: History;
  readonly audiences: AudienceStore;
  readonly runs: RunStore;
}

export interface EngineOptions {
  /** Folder of the stores; made if it isn't there. */
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly transport: Transport;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Opens the stores of a data folder, mends what an earlier process left behind, and gets ready for work. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, secrets, transport, log, clock = systemClock } = options;
  const listeners = new Set<EngineListener>();
  const emit: EngineListener = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const audienceDb = openAudienceDb(dataDir);
  const appDb = openAppDb(dataDir);
  const audiences = new AudienceStore(audienceDb);
  const checkStore = new CheckStore(audienceDb);
  const templates = new TemplateStore(audienceDb, clock.now);
  const runs = new RunStore(appDb);
  const runRows = new RunRows(appDb, runs);
  const catalogues = new CatalogueStore(appDb);
  const journal = new Journal(appDb);
  const isAlive = ownerProbe(dataDir);
  const letGo = holdOwner(dataDir);
  const pool = new Pool();
  const swept = audiences.removeUnfinished(isAlive).catch((thrown: unknown) => {
    log.warn('Unfinished imports could not be removed', { error: toAppError(thrown).code });
  });
  const history = new History({
    dataDir,
    runs,
    journal,
    retention: new Retention(appDb),
    audiences,
    isAlive,
    now: clock.now,
    log,
  });
  history.recover();
  tidyOwners(dataDir);
  const forgotten = history.forgetOld();
  const practiceKey = await secrets.read(practiceId).catch((thrown: unknown) => {
    log.warn('The key of the practice workspace could not be read; a new one is made', {
      error: toAppError(thrown).code,
    });
    return null;
  });
  const practice = openPractice({ dataDir, key: practiceKey });
  const connections = new Connections({
    store: new ConnectionStore(appDb),
    secrets,
    practice,
    transport,
    onChange: () => emit('connections.changed', null),
  });
  const imports = new Imports(dataDir, audiences, pool, (progress) => emit('import.progress', progress));
  const checks = new Checks(dataDir, audiences, checkStore, pool, (progress) =>
    emit('check.progress', progress),
  );
  const queries = new CheckQueries(dataDir, audiences, checkStore, pool);
  const pushes = new Pushes({
    dataDir,
    checks: checkStore,
    runs,
    journal,
    transport,
    clock,
    isAlive,
    onProgress: (progress) => emit('push.progress', progress),
  });
  const stages = {
    catalogues,
    imports,
    checks,
    pushes,
    connections,
    audiences,
    runs,
    runRows,
    history,
    practice,
  };
  const fileNameIn = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

  return {
    ...stages,
    handlers: makeHandlers({ ...stages, checkStore, queries, templates }),
    openFile: (path) => imports.start(path),
    openSample() {
      const opened = imports.start(samplePath);
      audiences.setMapping(opened.audienceId, readSampleMapping());
      return opened;
    },
    async exportCheck(checkId, what, path) {
      const { rows } = await runJob(
        'exportCheck',
        { dataDir, checkId, what, path },
        neverAborted,
        () => undefined,
      );
      return { fileName: fileNameIn(path), rows };
    },
    async exportRun(runId, kind, path) {
      runs.get(runId);
      const { rows } = await runJob(
        'exportRun',
        { dataDir, runId, kind, path },
        neverAborted,
        () => undefined,
      );
      return { fileName: fileNameIn(path), rows };
    },
    suggestName(about) {
      if ('checkId' in about) {
        const { audienceId } = checkStore.get(about.checkId);
        return exportName(audiences.get(audienceId).fileName, about.what);
      }
      return exportName(runs.get(about.runId).fileName, about.kind);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isPushing: () => pushes.isPushing,
    isPushingOverNetwork: () => pushes.isPushingOverNetwork,
    suspend: (cause) => pushes.suspend(cause),
    release: (cause) => pushes.release(cause),
    async close() {
      queries.close();
      await Promise.all([imports.close(), checks.close(), pushes.close(), history.close(), swept]);
      await pool.close();
      await forgotten;
      await practice.close();
      audiences.close();
      audienceDb.close();
      appDb.close();
      letGo();
    },
  };
}

const neverAborted = new AbortController().signal;
