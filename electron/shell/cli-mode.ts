import { app } from 'electron';
import { runCli } from '../cli/run-cli.ts';

/** Runs a command without a window and ends the process with its exit code. */
export async function runAsCommandLine(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  app.exit(await runCli(words));
}
