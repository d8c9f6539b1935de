import { type ConnectionColor, connectionColors, connectionName } from '../../shared/connection.ts';
import { failWith } from '../../shared/result.ts';
import { parseKey } from '../connections/connections.ts';
import { type CommonOptions, exitCodes } from './io.ts';
import { withSession } from './session.ts';
import { say } from './words.ts';

/** `connection list` */
export const listConnections = (options: CommonOptions): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const connections = await engine.connections.list();
    if (options.json) {
      terminal.json(connections);
      return exitCodes.complete;
    }
    if (connections.length === 0) terminal.print(say('noConnections'));
    for (const { name, baseUrl, key } of connections) terminal.print([name, baseUrl, key].join('  '));
    return exitCodes.complete;
  });

/** `connection add NAME URL`: the key comes from AUDIENCE_PUSH_API_KEY, or is asked for on a terminal. */
export const addConnection = (
  name: string,
  baseUrl: string,
  options: CommonOptions & { readonly color?: ConnectionColor },
): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const parsed = connectionName.safeParse(name);
    if (!parsed.success) return failWith('cli.usage', { problem: 'NAME' });
    const fromEnvironment = process.env.AUDIENCE_PUSH_API_KEY;
    const typed =
      fromEnvironment ??
      (terminal.canAsk ? await terminal.askSecret(say('askKey', { name: parsed.data })) : '');
    const existing = (await engine.connections.list()).find(
      (each) => each.name.toLowerCase() === parsed.data.toLowerCase(),
    );
    const saved = await engine.connections.save({
      ...(existing ? { id: existing.id } : {}),
      name: parsed.data,
      baseUrl,
      color: options.color ?? existing?.color ?? connectionColors[0],
      ...(typed === '' ? {} : { apiKey: parseKey(typed, parsed.data) }),
    });
    if (options.json) terminal.json(saved);
    const values = { name: saved.name, url: saved.baseUrl };
    terminal.print(say(saved.key === 'keychain' ? 'saved_keychain' : 'saved_none', values));
    // A key in memory ends with this command.
    if (saved.key === 'memory') terminal.note(say('keyInMemory'));
    return exitCodes.complete;
  });

/** `connection test NAME`: exit code 0 where a push could work. */
export const testConnection = (name: string, options: CommonOptions): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const connection = engine.connections.find(name);
    const result = await engine.connections.test(connection.id, AbortSignal.timeout(30_000));
    if (options.json) terminal.json(result);
    const detail = 'detail' in result ? result.detail : '';
    terminal.print(say(`test.${result.status}`, { name: connection.name, detail }));
    return result.status === 'reachable' ? exitCodes.complete : exitCodes.failed;
  });

/** `connection remove NAME` */
export const removeConnection = (name: string, options: CommonOptions): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const connection = engine.connections.find(name);
    await engine.connections.remove(connection.id);
    if (options.json) terminal.json({ removed: connection.name });
    terminal.print(say('removed', { name: connection.name }));
    return exitCodes.complete;
  });
