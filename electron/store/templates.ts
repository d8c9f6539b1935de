import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { AppFailure, appError, failWith } from '../../shared/result.ts';
import { type MappingTemplate, templateFileSchema } from '../../shared/template.ts';
import type { Db } from './database.ts';

const templateRow = z.object({
  id: z.string(),
  name: z.string(),
  mapping: z.string().transform((text) => mappingSchema.safeParse(JSON.parse(text)).data),
  columns: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  saved_at: z.int(),
  used_at: z.int(),
});

/** Saved mappings. */
export class TemplateStore {
  private readonly db: Db;
  private readonly now: () => number;

  constructor(db: Db, now: () => number) {
    this.db = db;
    this.now = now;
  }

  /** By name. Templates of a newer version of the app, which this one can't read, are left out. */
  list(): MappingTemplate[] {
    return this.db
      .prepare('SELECT * FROM mapping_template ORDER BY name')
      .all()
      .flatMap((value) => toTemplate(value) ?? []);
  }

  /** @throws AppFailure `template.not_found` */
  get(id: string): MappingTemplate {
    const row = this.db.prepare('SELECT * FROM mapping_template WHERE id = ?').get(id);
    return (row === undefined ? null : toTemplate(row)) ?? failWith('template.not_found');
  }

  /**
   * Saves a mapping under a name; a template of that name takes the new one on.
   * @param columns of the file that it was made for
   */
  save(name: string, mapping: Mapping, columns: readonly string[]): MappingTemplate {
    const row = z
      .object({ id: z.string() })
      .optional()
      .parse(this.db.prepare('SELECT id FROM mapping_template WHERE name = ?').get(name));
    const id = row?.id ?? randomUUID();
    const now = this.now();
    this.db
      .prepare(
        `INSERT INTO mapping_template (id, name, mapping, columns, saved_at, used_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET mapping = excluded.mapping, columns = excluded.columns,
           saved_at = excluded.saved_at, used_at = excluded.used_at`,
      )
      .run(id, name, JSON.stringify(mapping), JSON.stringify(columns), now, now);
    this.settle();
    return this.get(id);
  }

  /** @throws AppFailure `template.not_found`, `template.name_taken` */
  rename(id: string, name: string): MappingTemplate {
    this.get(id);
    try {
      this.db.prepare('UPDATE mapping_template SET name = ? WHERE id = ?').run(name, id);
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_CONSTRAINT_UNIQUE')
        throw new AppFailure(appError('template.name_taken', { name }), { cause: thrown });
      throw thrown;
    }
    this.settle();
    return this.get(id);
  }

  /** Takes note that a template was used: the one used last is offered first. */
  use(id: string): void {
    this.db.prepare('UPDATE mapping_template SET used_at = ? WHERE id = ?').run(this.now(), id);
  }

  remove(id: string): void {
    this.db.prepare('DELETE FROM mapping_template WHERE id = ?').run(id);
  }

  /** A template as text for a file. */
  exportText(id: string): string {
    const { name, mapping, columns } = this.get(id);
    return `${JSON.stringify({ kind: 'audience-push-template', version: 1, name, columns, mapping }, null, 2)}\n`;
  }

  /**
   * Adds a template from a file's text, or from a bare mapping file. A name that is taken gets a number.
   * @param fileName what to call a mapping without a name, and the file in a failure
   * @throws AppFailure `template.invalid`
   */
  importText(text: string, fileName: string): MappingTemplate {
    const { name, mapping, columns } = readTemplate(text, fileName);
    const taken = new Set(this.list().map((template) => template.name.toLowerCase()));
    let free = name;
    for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) free = `${name} (${copy})`;
    return this.save(free, mapping, columns);
  }

  /** Templates are the person's work: they must survive a power cut, unlike rows that can be read again. */
  private settle(): void {
    this.db.pragma('wal_checkpoint(PASSIVE)');
  }
}

function readTemplate(
  text: string,
  file: string,
): { name: string; mapping: Mapping; columns: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (thrown) {
    return failWith('template.invalid', { file, problem: thrown instanceof Error ? thrown.message : '' });
  }
  const template = templateFileSchema.safeParse(json);
  if (template.success) return template.data;
  const mapping = mappingSchema.safeParse(json);
  if (mapping.success) {
    const name = file.replace(/(?:\.mapping)?\.json$/i, '').slice(0, 100) || file;
    return { name, mapping: mapping.data, columns: [] };
  }
  const isTemplate = typeof json === 'object' && json !== null && 'kind' in json;
  const [issue] = (isTemplate ? template : mapping).error.issues;
  return failWith('template.invalid', {
    file,
    problem: issue ? `${issue.path.join('.')}: ${issue.message}` : '',
  });
}

function toTemplate(value: unknown): MappingTemplate | null {
  const { id, name, mapping, columns, saved_at: savedAt, used_at: usedAt } = templateRow.parse(value);
  return mapping ? { id, name, mapping, columns, savedAt, usedAt } : null;
}
