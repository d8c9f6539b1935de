import { basename, resolve } from 'node:path';
import type { Audience, CheckSummary } from '../../shared/audience.ts';
import { columnsOf, type Mapping, missingColumns } from '../../shared/mapping.ts';
import { proposedMapping, proposeMapping } from '../../shared/match-headers.ts';
import { failWith } from '../../shared/result.ts';
import { suggestProperties } from '../../shared/suggest-properties.ts';
import { type CommonOptions, exitCodes } from './io.ts';
import { printSummary } from './print.ts';
import { readMapping } from './read-json.ts';
import { type Session, withSession } from './session.ts';
import { count, say } from './words.ts';

export interface CheckOptions extends CommonOptions {
  readonly mapping?: string;
  readonly out?: string;
  readonly clean?: string;
  readonly rejects?: string;
}

/** Rows that are looked at to propose a mapping. */
const sampleSize = 200;

/** `check FILE`: says of every row whether it would be sent, and why not. Sends nothing, needs no key. */
export const checkCommand = (file: string, options: CheckOptions): Promise<number> =>
  withSession(options, async (session) => {
    const { engine, terminal } = session;
    const given = options.mapping === undefined ? null : await readMapping(options.mapping);
    const audience = await importFile(session, file);
    try {
      const mapping = given ?? propose(session, audience);
      const { checkId, summary } = await runCheck(session, audience, mapping);
      const exports = { checked: options.out, clean: options.clean, rejects: options.rejects };
      for (const what of ['checked', 'clean', 'rejects'] as const) {
        const path = exports[what];
        if (path === undefined) continue;
        const written = await engine.exportCheck(checkId, what, resolve(path));
        terminal.note(say('written', { rows: count(written.rows), file: path }));
      }
      const { rows, excludedBy, findings } = summary;
      if (options.json) terminal.json({ rows, excludedBy, findings });
      else printSummary(terminal, summary);
      const lost = rows.excluded - (excludedBy['row.filtered'] ?? 0);
      return lost === 0 ? exitCodes.complete : exitCodes.incomplete;
    } finally {
      // Nothing was pushed: the staged rows are of no use to anybody.
      await engine.audiences.remove(audience.id);
    }
  });

/** Imports a file with progress. @throws AppFailure `file.*` */
export async function importFile(
  { engine, terminal }: Session,
  file: string,
  path = resolve(file),
): Promise<Audience> {
  const title = say('importing', { file: basename(file) });
  const unsubscribe = engine.subscribe((name, progress) => {
    if (name !== 'import.progress' || !('bytesTotal' in (progress ?? {}))) return;
    const { rows, bytesRead, bytesTotal, state } = progress as {
      rows: number;
      bytesRead: number;
      bytesTotal: number;
      state: string;
    };
    if (state === 'running' || state === 'finished') {
      terminal.progress(
        bytesRead / Math.max(1, bytesTotal),
        title,
        say('bytesDone', { rows: count(rows) }),
        state === 'finished',
      );
    }
  });
  try {
    const { audienceId } = engine.openFile(path);
    return await engine.imports.finished(audienceId);
  } finally {
    unsubscribe();
  }
}

/** Checks an audience with progress. @throws AppFailure `mapping.missing_column` and others */
export async function runCheck(
  { engine, terminal }: Session,
  audience: Audience,
  mapping: Mapping,
  connectionId: string | null = null,
): Promise<{ checkId: string; summary: CheckSummary }> {
  const missing = missingColumns(mapping, audience.columns);
  if (missing.length > 0)
    failWith('mapping.missing_column', { column: missing.join(', '), file: audience.fileName });
  const title = say('checking', { file: audience.fileName });
  const unsubscribe = engine.subscribe((name, progress) => {
    if (name !== 'check.progress') return;
    const { rows, rowsTotal, state } = progress as { rows: number; rowsTotal: number; state: string };
    if (state === 'running' || state === 'finished') {
      const detail = say('rowsDone', { done: count(rows), total: count(rowsTotal) });
      terminal.progress(rows / Math.max(1, rowsTotal), title, detail, state === 'finished');
    }
  });
  try {
    engine.audiences.setMapping(audience.id, mapping);
    const { checkId } = engine.checks.start(
      audience.id,
      mapping,
      connectionId === null ? null : engine.catalogues.lists(connectionId),
    );
    return { checkId, summary: await engine.checks.finished(checkId) };
  } finally {
    unsubscribe();
  }
}

function propose({ engine, terminal }: Session, audience: Audience): Mapping {
  const sample = engine.audiences.rows(audience.id, 0, sampleSize).map((row) => row.cells);
  const proposal = proposeMapping(audience.columns, sample);
  const mapping = proposedMapping(proposal);
  if (!mapping || !proposal.reference) return failWith('cli.usage', { problem: say('noProposal') });
  const { column, isGuess } = proposal.reference;
  const fields = [
    say(isGuess ? 'guessedReference' : 'proposedReference', { column }),
    ...proposal.matches
      .filter(({ field }) => field !== 'externalReferenceId' && field !== 'consent')
      .map((match) => `${match.field} = ${match.column}`),
  ].join(', ');
  terminal.note(say('proposed', { fields }));
  const used = new Set([...columnsOf(mapping), ...proposal.matches.map((match) => match.column)]);
  const suggested = suggestProperties(audience.columns, sample, { used, names: [], known: null });
  if (suggested.length > 0) {
    const properties = suggested.map((each) => {
      const decimal = each.decimal === null ? null : say('decimalSign', { sign: each.decimal });
      const how = each.isOpen ? say('openFormat') : (each.format ?? decimal);
      return `${each.column} (${how === null ? each.type : `${each.type}, ${how}`})`;
    });
    terminal.note(say('suggested', { properties: properties.join(', ') }));
  }
  return mapping;
}
