import type { EarlierWork, EditState } from '../../shared/audience.ts';
import type { Handlers } from '../../shared/bridge.ts';
import { failWith } from '../../shared/result.ts';
import { matchTemplates } from '../../shared/template.ts';
import type { Checks } from '../check/checks.ts';
import type { Imports } from '../import/imports.ts';
import { readingsOf } from '../import/readings.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { RunStore } from '../store/runs.ts';
import type { TemplateStore } from '../store/templates.ts';

type AudienceCommand = Extract<
  keyof Handlers,
  | 'audiences.list'
  | 'audiences.get'
  | 'audiences.rows'
  | 'audiences.cancelImport'
  | 'audiences.remove'
  | 'audiences.paste'
  | 'audiences.readings'
  | 'audiences.reread'
  | 'audiences.earlier'
  | `edits.${string}`
  | `templates.${string}`
  | `mapping.${string}`
>;

/** The engine's answers about audiences, their edits and mappings, and about templates. */
export function audienceHandlers(parts: {
  readonly imports: Imports;
  readonly audiences: AudienceStore;
  readonly checks: Checks;
  readonly templates: TemplateStore;
  readonly runs: RunStore;
}): Pick<Handlers, AudienceCommand> {
  const { imports, audiences, checks, templates, runs } = parts;
  const edited = (audienceId: string): EditState => {
    checks.outdate(audienceId);
    return audiences.edits.state(audienceId);
  };
  return {
    'audiences.list': () => audiences.list(),
    'audiences.get': ({ id }) => audiences.get(id),
    'audiences.rows': ({ id, offset, limit }) => {
      const { rowCount } = audiences.getReady(id);
      return { total: rowCount, items: audiences.rows(id, offset, limit) };
    },
    'audiences.cancelImport': ({ id }) => {
      imports.cancel(id);
      return null;
    },
    'audiences.remove': async ({ id }) => {
      audiences.getReady(id);
      await imports.remove(id);
      return null;
    },
    'audiences.paste': ({ text }) => imports.paste(text),
    'audiences.readings': ({ id }) => readingsOf(audiences.source(id).path),
    'audiences.reread': ({ id, how }) => imports.reread(id, how),
    'audiences.earlier': ({ id }) => earlierWork(audiences, runs, id),

    'edits.set': ({ audienceId, changes }) => {
      const { columns, rowCount } = audiences.getReady(audienceId);
      audiences.edits.add(
        audienceId,
        changes.map(({ row, column, text }) => {
          const place = columns.indexOf(column);
          if (row > rowCount || place < 0) failWith('edit.no_such_cell');
          const before = audiences.rows(audienceId, row - 1, 1)[0]?.cells[place] ?? '';
          return { row, column: place, before, after: text };
        }),
      );
      return edited(audienceId);
    },
    'edits.undo': ({ audienceId }) => {
      audiences.edits.undo(audienceId);
      return edited(audienceId);
    },
    'edits.redo': ({ audienceId }) => {
      audiences.edits.redo(audienceId);
      return edited(audienceId);
    },
    'edits.state': ({ audienceId }) => audiences.edits.state(audienceId),

    'templates.list': () => templates.list(),
    'templates.match': ({ audienceId }) =>
      matchTemplates(templates.list(), audiences.getReady(audienceId).columns),
    'templates.save': ({ name, audienceId, mapping }) =>
      templates.save(name, mapping, audiences.getReady(audienceId).columns),
    'templates.rename': ({ id, name }) => templates.rename(id, name),
    'templates.remove': ({ id }) => {
      templates.remove(id);
      return null;
    },
    'templates.use': ({ id, audienceId }) => {
      const { mapping } = templates.get(id);
      audiences.setMapping(audienceId, mapping);
      templates.use(id);
      return mapping;
    },
    'templates.exportText': ({ id }) => ({ text: templates.exportText(id) }),
    'templates.importText': ({ text, fileName }) => templates.importText(text, fileName),

    'mapping.get': ({ audienceId }) => audiences.mapping(audienceId),
    'mapping.set': ({ audienceId, mapping }) => {
      audiences.setMapping(audienceId, mapping);
      return null;
    },
  };
}

/**
 * What was done before with an audience's file. Having read the same file again, in another encoding or otherwise, is
 * nothing that was done with it: the audience stands for those that it replaced.
 */
function earlierWork(audiences: AudienceStore, runs: RunStore, id: string): EarlierWork | null {
  const { fingerprint } = audiences.source(id);
  const { importedAt } = audiences.getReady(id);
  const known = fingerprint === null ? null : audiences.history(fingerprint);
  if (fingerprint === null || !known) return null;
  const others = audiences.withFingerprint(fingerprint).filter((audience) => audience.id !== id);
  // A push goes with the file, whether the audience that it was made of is still here or not.
  const made = new Set(known.audienceIds);
  const runIds = runs
    .list()
    .filter((run) => run.audienceId !== null && made.has(run.audienceId))
    .map((run) => run.runId);
  const isFirst = known.firstImportedAt === importedAt;
  if (isFirst && others.length === 0 && runIds.length === 0) return null;
  const [mapping] = others.flatMap((audience) => audiences.mapping(audience.id) ?? []);
  return {
    audiences: others.map((audience) => ({ id: audience.id, importedAt: audience.importedAt })),
    firstImportedAt: known.firstImportedAt,
    // Of the first audience of a file, what is remembered is its own.
    mapping: mapping ?? (isFirst ? null : known.mapping),
    runIds,
  };
}
