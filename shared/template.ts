import * as z from 'zod';
import { columnsOf, type Mapping, mappingSchema, missingColumns } from './mapping.ts';

export const templateName = z.string().trim().min(1).max(100);

/** A mapping that was saved for files like the one it was made for. */
export interface MappingTemplate {
  readonly id: string;
  readonly name: string;
  readonly mapping: Mapping;
  /** The columns of the file that it was made for, in their order. */
  readonly columns: readonly string[];
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly usedAt: number;
}

/** A template as a file holds it. */
export const templateFileSchema = z.strictObject({
  kind: z.literal('audience-push-template'),
  version: z.literal(1),
  name: templateName,
  columns: z.array(z.string()).max(10_000),
  mapping: mappingSchema,
});

/** How well a template suits a file. */
export interface TemplateMatch {
  readonly template: MappingTemplate;
  /** Columns that its mapping reads and the file doesn't have. Without any, it maps the file by itself. */
  readonly missing: readonly string[];
  /** Share of the template's own columns that the file has, from 0 to 1. */
  readonly share: number;
}

/**
 * Templates that suit a file, the best first: those that miss nothing, then by how many of their columns the file
 * has, then the one used last. Templates that share no column that they read with the file are left out.
 */
export function matchTemplates(
  templates: readonly MappingTemplate[],
  columns: readonly string[],
): TemplateMatch[] {
  const there = new Set(columns);
  return templates
    .map((template) => {
      const missing = missingColumns(template.mapping, columns);
      const found = template.columns.filter((column) => there.has(column)).length;
      return { template, missing, share: found / Math.max(1, template.columns.length) };
    })
    .filter(({ template, missing }) => missing.length < columnsOf(template.mapping).length)
    .sort(
      (a, b) =>
        Number(a.missing.length > 0) - Number(b.missing.length > 0) ||
        b.share - a.share ||
        b.template.usedAt - a.template.usedAt,
    );
}
