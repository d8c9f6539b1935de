import { randomUUID } from 'node:crypto';
import { type ApiProfile, defaultApiProfile } from '../../shared/api-profile.ts';
import type { CatalogueProbe, CommandInput, ConnectionTest, SourceTypeWarning } from '../../shared/bridge.ts';
import { apiKeySchema, type Connection, type KeyPlace, parseBaseUrl } from '../../shared/connection.ts';
import { AppFailure, failWith } from '../../shared/result.ts';
import type { Practice } from '../practice/practice.ts';
import type { Transport } from '../push/transport.ts';
import type { Secrets } from '../secrets.ts';
import type { ConnectionStore, StoredConnection } from '../store/connections.ts';
import { probeConnection } from './probe.ts';
import { probeCatalogue } from './probe-catalogue.ts';
import { exportConnections, freeName, readConnections } from './share.ts';

/** The id of the practice workspace's connection, and of its key in the keychain. */
export const practiceId = 'practice';
const practiceName = 'Practice workspace';

/** Connections with their keys. A key comes in through `save`, and goes out only into a request's header. */
export class Connections {
  private readonly store: ConnectionStore;
  private readonly secrets: Secrets;
  private readonly practice: Practice;
  private readonly transport: Transport;
  private readonly onChange: () => void;

  constructor(parts: {
    readonly store: ConnectionStore;
    readonly secrets: Secrets;
    readonly practice: Practice;
    readonly transport: Transport;
    readonly onChange: () => void;
  }) {
    this.store = parts.store;
    this.secrets = parts.secrets;
    this.practice = parts.practice;
    this.transport = parts.transport;
    this.onChange = parts.onChange;
  }

  async list(): Promise<Connection[]> {
    return await Promise.all(this.store.list().map((stored) => this.withKeyPlace(stored)));
  }

  /** By id, or by name whatever its case. @throws AppFailure `connection.not_found` */
  find(idOrName: string): StoredConnection {
    const wanted = idOrName.toLowerCase();
    const found = this.store.list().find(({ id, name }) => id === idOrName || name.toLowerCase() === wanted);
    return found ?? failWith('connection.not_found', { name: idOrName });
  }

  /** @throws AppFailure `connection.*`, `keychain.failed` */
  async save(input: CommandInput<'connections.save'>): Promise<Connection> {
    const existing = input.id === undefined ? null : this.store.get(input.id);
    if (existing?.practice) failWith('connection.practice_is_fixed');
    const url = parseBaseUrl(input.baseUrl);
    if (!url.ok) throw new AppFailure(url.error);
    const stored: StoredConnection = {
      id: existing?.id ?? randomUUID(),
      name: input.name,
      baseUrl: url.value,
      color: input.color,
      practice: false,
      profile: existing?.profile ?? defaultApiProfile,
    };
    this.store.save(stored);
    if (input.apiKey !== undefined) await this.secrets.save(stored.id, input.apiKey);
    this.onChange();
    return await this.withKeyPlace(stored);
  }

  async remove(id: string): Promise<void> {
    this.store.get(id);
    this.store.remove(id);
    await this.secrets.remove(id);
    this.onChange();
  }

  /** Starts the practice workspace if need be; its connection appears among the others. */
  async startPractice(): Promise<Connection> {
    const { baseUrl, key } = await this.practice.start();
    if ((await this.secrets.read(practiceId).catch(() => null)) !== key)
      await this.secrets.save(practiceId, key);
    const stored: StoredConnection = {
      id: practiceId,
      name: practiceName,
      baseUrl,
      color: 'slate',
      practice: true,
      profile: defaultApiProfile,
    };
    this.store.save(stored);
    this.onChange();
    return await this.withKeyPlace(stored);
  }

  /** A connection that is ready to be sent to, with its key. @throws AppFailure `connection.no_key` */
  async open(id: string): Promise<{ readonly connection: StoredConnection; readonly apiKey: string }> {
    // The port of the practice workspace may have changed since it was last used.
    if (id === practiceId) await this.startPractice();
    const connection = this.store.get(id);
    const apiKey = await this.secrets.read(id);
    if (apiKey === null) return failWith('connection.no_key', { name: connection.name });
    return { connection, apiKey: parseKey(apiKey, connection.name) };
  }

  /**
   * Where a frozen run goes on to: its own address, with the key of its connection.
   * @throws AppFailure `connection.*`; `connection.moved` where the connection leads elsewhere by now, whose key
   * would be sent to the old address
   */
  async openForRun(run: {
    readonly connectionId: string | null;
    readonly connectionName: string;
    readonly baseUrl: string;
    readonly practice: boolean;
  }): Promise<{ readonly baseUrl: string; readonly apiKey: string }> {
    if (run.connectionId === null) return failWith('connection.no_key', { name: run.connectionName });
    const { connection, apiKey } = await this.open(run.connectionId);
    // The practice workspace may listen elsewhere than it did.
    if (run.practice) return { baseUrl: connection.baseUrl, apiKey };
    const isSame = new URL(connection.baseUrl).origin === new URL(run.baseUrl).origin;
    if (!isSame) failWith('connection.moved', { name: connection.name });
    return { baseUrl: run.baseUrl, apiKey };
  }

  /** A copy with its profile and key. @throws AppFailure `connection.not_found`, `connection.practice_is_fixed` */
  async duplicate(id: string): Promise<Connection> {
    const original = this.store.get(id);
    if (original.practice) failWith('connection.practice_is_fixed');
    const apiKey = await this.secrets.read(id);
    const copy = this.add(original);
    if (apiKey !== null) await this.secrets.save(copy.id, apiKey);
    this.onChange();
    return await this.withKeyPlace(copy);
  }

  profile(id: string): ApiProfile {
    return this.store.get(id).profile;
  }

  /**
   * Changes the API profile. A changed source type isn't saved before the person accepts what it may do.
   * @param countRuns how many pushes were made to a connection
   */
  saveProfile(
    id: string,
    profile: ApiProfile,
    acceptSourceType: boolean,
    countRuns: (connectionId: string) => number,
  ): { saved: boolean; warning: SourceTypeWarning | null } {
    const stored = this.store.get(id);
    if (stored.practice) failWith('connection.practice_is_fixed');
    const before = stored.profile.sourceType;
    const after = profile.sourceType;
    const runs = before === after ? 0 : countRuns(id);
    const warning: SourceTypeWarning | null =
      runs === 0 ? null : { code: 'source_type_changed', before, after, runs };
    if (warning && !acceptSourceType) return { saved: false, warning };
    this.store.save({ ...stored, profile });
    this.onChange();
    return { saved: true, warning };
  }

  /** These connections, or all for an empty list, as text without keys. */
  exportText(ids: readonly string[]): string {
    const chosen = this.store.list().filter(({ id }) => ids.length === 0 || ids.includes(id));
    return exportConnections(chosen);
  }

  /** Adds connections from such a text; none if one of them can't be read. @throws AppFailure `connection.*` */
  async importText(text: string): Promise<Connection[]> {
    const checked = readConnections(text).map((shared) => {
      const url = parseBaseUrl(shared.baseUrl);
      if (!url.ok) throw new AppFailure(url.error);
      return { ...shared, baseUrl: url.value };
    });
    const added = checked.map((shared) => this.add(shared));
    this.onChange();
    return await Promise.all(added.map((stored) => this.withKeyPlace(stored)));
  }

  /** @param now milliseconds since 1970 */
  async probeCatalogue(id: string, signal: AbortSignal, now: number): Promise<CatalogueProbe> {
    const { connection, apiKey } = await this.open(id);
    return await probeCatalogue(connection.baseUrl, connection.profile, apiKey, this.transport, signal, now);
  }

  /** Stores a new connection under a name that is free. */
  private add(like: Pick<StoredConnection, 'name' | 'baseUrl' | 'color' | 'profile'>): StoredConnection {
    const { baseUrl, color, profile } = like;
    const name = freeName(
      like.name,
      this.store.list().map((each) => each.name),
    );
    const stored = { id: randomUUID(), name, baseUrl, color, profile, practice: false };
    this.store.save(stored);
    return stored;
  }

  async test(id: string, signal: AbortSignal): Promise<ConnectionTest> {
    const { connection, apiKey } = await this.open(id);
    return await probeConnection(connection.baseUrl, connection.profile, apiKey, this.transport, signal);
  }

  private async withKeyPlace({ profile: _, ...connection }: StoredConnection): Promise<Connection> {
    const key = await this.secrets.read(connection.id).catch(() => null);
    const place: KeyPlace = key === null ? 'none' : this.secrets.place;
    return { ...connection, key: place };
  }
}

/** A key from the keychain or the environment. @throws AppFailure `connection.bad_key` */
export function parseKey(text: string, name: string): string {
  const parsed = apiKeySchema.safeParse(text);
  return parsed.success ? parsed.data : failWith('connection.bad_key', { name });
}
