import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as z from 'zod';
import { type ApiProfile, apiProfileSchema } from '../../shared/api-profile.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { type ErrorCode, failWith } from '../../shared/result.ts';

/** Reads a mapping file. @throws AppFailure `file.*`, `mapping.not_json`, `mapping.invalid` */
export const readMapping = (path: string): Promise<Mapping> =>
  readJson(path, mappingSchema, 'mapping.not_json', 'mapping.invalid');

/** Reads an API profile file. @throws AppFailure `file.*`, `profile.not_json`, `profile.invalid` */
export const readProfile = (path: string): Promise<ApiProfile> =>
  readJson(path, apiProfileSchema, 'profile.not_json', 'profile.invalid');

async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  notJson: ErrorCode,
  invalid: ErrorCode,
): Promise<z.output<Schema>> {
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) =>
    failWith(thrown.code === 'ENOENT' ? 'file.not_found' : 'file.not_readable', { file }, thrown.code),
  );
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (thrown) {
    return failWith(notJson, { file }, thrown instanceof Error ? thrown.message : undefined);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues
    .map((issue) => `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`)
    .join('; ');
  return failWith(invalid, { file, problem }, problem);
}
