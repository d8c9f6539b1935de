import { resolve } from 'node:path';
import type { RunRowKind } from '../../shared/bridge.ts';
import { domainEn } from '../../shared/locales/en.ts';
import { type CommonOptions, exitCodes } from './io.ts';
import { printReceipt } from './print.ts';
import { withSession } from './session.ts';
import { count, say } from './words.ts';

/** `runs`: all pushes, the newest first. */
export const runsCommand = (options: CommonOptions): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const runs = engine.runs.list().map((run) => engine.runs.summary(run));
    if (options.json) {
      terminal.json(
        runs.map(({ runId, state, startedAt, file, connection, rows, contacts }) => ({
          runId,
          state,
          startedAt: new Date(startedAt).toISOString(),
          file,
          connection,
          rows,
          contacts,
        })),
      );
      return exitCodes.complete;
    }
    if (runs.length === 0) terminal.print(say('noRuns'));
    for (const run of runs) {
      const when = new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ');
      const state = domainEn.runState[run.state];
      const sent = `${count(run.contacts.sent)} ${say('sent')}`;
      terminal.print([run.runId, when, state, run.file, run.connection, sent].join('  '));
    }
    return exitCodes.complete;
  });

/** `show RUN`: its receipt. */
export const showCommand = (runId: string, options: CommonOptions): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const run = engine.runs.get(runId);
    const receipt = engine.runs.receipt(run);
    if (options.json) terminal.json(receipt);
    else printReceipt(terminal, receipt, run.stopReason);
    return exitCodes.complete;
  });

/** `export RUN --rows KIND --out FILE`: rows of a run with their outcome. */
export const exportCommand = (
  runId: string,
  options: CommonOptions & { readonly rows: RunRowKind; readonly out: string },
): Promise<number> =>
  withSession(options, async ({ engine, terminal }) => {
    const written = await engine.exportRun(runId, options.rows, resolve(options.out));
    if (options.json) terminal.json({ file: options.out, rows: written.rows });
    else terminal.print(say('written', { rows: count(written.rows), file: options.out }));
    return exitCodes.complete;
  });
