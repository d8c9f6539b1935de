import { randomBytes } from 'node:crypto';
import type { Page, PracticeContact, PracticeStatus } from '../../shared/bridge.ts';
import type { PracticeBehaviour } from '../../shared/practice-faults.ts';
import { Behaviour } from './behaviour.ts';
import type { PracticeServer } from './server.ts';
import { type SegmentFilter, Workspace } from './workspace.ts';

/** The practice workspace: a Hello Charles look-alike on loopback that keeps what it is sent. */
export interface Practice {
  /** Listens (if it doesn't yet) on a free port of 127.0.0.1. The key is made once and kept for this instance. */
  start(): Promise<{ readonly baseUrl: string; readonly key: string }>;
  status(): PracticeStatus;
  contacts(search: string, offset: number, limit: number): Page<PracticeContact>;
  /** Contacts that carry a tag, or whose property contains the value. */
  count(filter: SegmentFilter): number;
  addTag(tag: string): void;
  addProperty(technicalName: string, type: 'string' | 'number' | 'date'): void;
  /** Forgets all contacts; tags, properties and the key stay. */
  reset(): void;
  /** How it answers, and what goes wrong. */
  behaviour(): PracticeBehaviour;
  /** Orders another behaviour, until it is closed. */
  behave(behaviour: PracticeBehaviour): void;
  close(): Promise<void>;
}

export interface PracticeOptions {
  /** Folder of `practice.sqlite`; made if it isn't there. */
  readonly dataDir: string;
  /** The key that was made at an earlier start, from the keychain; null makes a new one. */
  readonly key: string | null;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Random bytes in a key: 256 bits. */
const keyBytes = 32;

/**
 * Opens the practice workspace of a data folder. It can be looked into at once; it takes requests after
 * `start()`, whose key the caller keeps in the keychain: this file and its database never store one.
 * Throws `store.newer_version`, or what SQLite says, if `practice.sqlite` can't be used.
 */
export function openPractice({ dataDir, key: savedKey, clock = Date.now }: PracticeOptions): Practice {
  const workspace = new Workspace(dataDir, clock);
  const key = savedKey ?? randomBytes(keyBytes).toString('base64url');
  const behaviour = new Behaviour();
  let server: PracticeServer | null = null;
  let started: Promise<{ baseUrl: string; key: string }> | null = null;
  let baseUrl: string | null = null;

  async function listen(): Promise<{ baseUrl: string; key: string }> {
    // Only who practises needs Node's HTTP server, which takes a while to load.
    const { PracticeServer } = await import('./server.ts');
    const candidate = new PracticeServer(workspace, key, behaviour);
    const usualPort = workspace.counter('port');
    const address = await candidate.listen(usualPort);
    // Not where the usual one is taken: the window and the command line can run at the same time.
    if (usualPort === null) workspace.rememberPort(address.port);
    server = candidate;
    baseUrl = address.baseUrl;
    return { baseUrl: address.baseUrl, key };
  }

  return {
    start() {
      // Two callers at once get the one server; after a failure the next caller tries again.
      started ??= listen().catch((error: unknown) => {
        started = null;
        throw error;
      });
      return started;
    },
    status: () => ({ running: baseUrl !== null, baseUrl, ...workspace.holds() }),
    contacts: (search, offset, limit) => workspace.contacts(search, offset, limit),
    count: (filter) => workspace.count(filter),
    addTag: (tag) => workspace.addTag(tag),
    addProperty: (technicalName, type) => workspace.addProperty(technicalName, type),
    reset: () => workspace.reset(),
    behaviour: () => behaviour.get(),
    behave: (ordered) => behaviour.set(ordered),
    async close() {
      await started?.catch(() => undefined);
      await server?.close();
      server = null;
      baseUrl = null;
      workspace.close();
    },
  };
}
