import type { EventName, Events, Handlers, RunRowKind } from '../shared/bridge.ts';
import type { Log } from './log.ts';
import type { Transport } from './push/transport.ts';
import type { Secrets } from './secrets.ts';

/** Commands that need a window, a dialog or the app's own settings: the shell answers them. */
export type ShellCommand =
  | 'app.info'
  | 'settings.get'
  | 'settings.set'
  | 'audiences.choose'
  | 'audiences.openSample'
  | 'check.export'
  | 'runs.export';

export type EngineListener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** Everything that the app can do, without a window: the same for the shell, the CLI and the tests. */
export interface Engine {
  /** Answers to all commands but the shell's. They throw an `AppFailure` where they fail. */
  readonly handlers: Omit<Handlers, ShellCommand>;
  /** Begins to import a file. Progress comes as `import.progress`. */
  openFile(path: string): { audienceId: string };
  /** Begins to import the sample audience that ships with the app. */
  openSample(): { audienceId: string };
  exportCheck(
    checkId: string,
    what: 'clean' | 'rejects' | 'checked',
    path: string,
  ): Promise<{ fileName: string; rows: number }>;
  exportRun(runId: string, kind: RunRowKind, path: string): Promise<{ fileName: string; rows: number }>;
  /** A file name to offer in the save dialog, such as `spring-vip-rejects.csv`. */
  suggestName(about: { checkId: string; what: string } | { runId: string; kind: RunRowKind }): string;
  subscribe(listener: EngineListener): () => void;
  /** True while a push runs: quitting asks first. */
  isPushing(): boolean;
  /** Ends jobs, awaits the batch in flight, closes the stores. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of the stores; made if it isn't there. */
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly transport: Transport;
  readonly log: Log;
}
