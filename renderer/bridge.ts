import type {
  Bridge,
  CommandAnswer,
  CommandInput,
  CommandName,
  DroppedFile,
  EventName,
  Events,
} from '../shared/bridge.ts';
import { type AppError, AppFailure, appError, type Result } from '../shared/result.ts';

/** Typed access to `window.audiencePush`: the only way from the window to the main process. */
function bridge(): Bridge {
  const there = window.audiencePush;
  if (!there) throw new AppFailure(appError('internal', undefined, 'window.audiencePush is missing'));
  return there;
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

/**
 * Runs a command.
 * @returns the value of its answer
 * @throws AppFailure with the coded error, for react-query to keep
 */
export async function call<Name extends CommandName>(
  name: Name,
  ...input: undefined extends CommandInput<Name> ? [] : [CommandInput<Name>]
): Promise<CommandAnswer<Name>> {
  return unwrap(await bridge().call(name, ...input));
}

/** Imports a file that was dropped on the window. Throws an AppFailure like {@link call}. */
export async function openDropped(file: DroppedFile): Promise<{ audienceId: string }> {
  return unwrap(await bridge().openDropped(file));
}

/** Listens to an event of the main process; the answer stops it. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (payload: Events[Name]) => void,
): () => void {
  return bridge().on(name, listener);
}

/** The coded error in anything that was thrown at us. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  return appError('internal', undefined, thrown instanceof Error ? thrown.message : String(thrown));
}
