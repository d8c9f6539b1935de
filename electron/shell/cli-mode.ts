import { app } from 'electron';
import { runCli } from '../cli/run-cli.ts';

/** Runs a command without a window and ends the process with its exit code. */
export async function runAsCommandLine(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  const code = await runCli(words);
  // Where output is a pipe it may still be on its way, and `exit` doesn't wait for it.
  await Promise.all([process.stdout, process.stderr].map(flushed));
  app.exit(code);
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });
