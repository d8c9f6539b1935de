import type { Page } from '@playwright/test';
import type { Bridge, CommandAnswer, CommandInput, CommandName } from '../../shared/bridge.ts';
import type { Result } from '../../shared/result.ts';

/** Runs a command as the page does: through the bridge that the preload gave it. */
export function callBridge<Name extends CommandName>(
  page: Page,
  name: Name,
  ...input: undefined extends CommandInput<Name> ? [] : [CommandInput<Name>]
): Promise<Result<CommandAnswer<Name>>> {
  const run = page.evaluate(
    ([command, given]) => {
      const { audiencePush } = window as unknown as { readonly audiencePush: Bridge };
      const call = audiencePush.call as (name: unknown, input?: unknown) => Promise<unknown>;
      return call(command, given);
    },
    [name, input[0]] as const,
  );
  return run as Promise<Result<CommandAnswer<Name>>>;
}
