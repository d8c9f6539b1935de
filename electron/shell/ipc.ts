import { isAbsolute } from 'node:path';
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type CommandName, commands, type Handlers } from '../../shared/bridge.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Log } from '../log.ts';
import { toStoreError } from '../store/database.ts';
import { channels } from './channels.ts';
import { mayUseBridge } from './origin.ts';

/** A message that doesn't come from our own page is refused by an exception, not by an answer. */
function refuseForeigners(event: IpcMainInvokeEvent, log: Log): void {
  if (mayUseBridge(event.senderFrame)) return;
  log.error('A message from a foreign frame was refused', { address: event.senderFrame?.url ?? 'gone' });
  throw new Error('Refused: only the main frame of the app may use the bridge');
}

const isCommand = (name: unknown): name is CommandName =>
  typeof name === 'string' && Object.hasOwn(commands, name);

/** Runs one handler and turns whatever it throws into data. */
async function answer<T>(name: string, log: Log, run: () => Promise<T> | T): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (thrown) {
    const error = toStoreError(thrown);
    if (error.code === 'internal') log.error(`${name} failed`, { error: thrown });
    return { ok: false, error };
  }
}

/**
 * Registers the bridge's two channels.
 * @param handlers one for each command; each gets input that was parsed by the command's schema.
 * @param openFile begins the import of a file that was dropped on the window.
 */
export function registerBridge(
  handlers: Handlers,
  openFile: (path: string) => { audienceId: string },
  log: Log,
): void {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    refuseForeigners(event, log);
    if (!isCommand(name)) return fail('invalid_request', undefined, 'There is no such command.');
    const parsed = commands[name].input.safeParse(input ?? undefined);
    if (!parsed.success) {
      // Where it is wrong, never what was sent: it may hold a key.
      const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'input').join(', ');
      log.warn(`${name} was refused: bad input`, { places });
      return fail('invalid_request', { places });
    }
    const handler = handlers[name] as (checked: unknown) => unknown;
    return answer(name, log, () => handler(parsed.data));
  });

  ipcMain.handle(channels.openDropped, async (event, path: unknown) => {
    refuseForeigners(event, log);
    if (typeof path !== 'string' || !isAbsolute(path)) {
      return fail('invalid_request', undefined, 'What was dropped is not a file on this computer.');
    }
    return answer('openDropped', log, () => openFile(path));
  });
}
