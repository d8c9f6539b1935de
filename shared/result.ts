/**
 * How things that can go wrong are told: as data, never as an exception across a boundary.
 * An `Error` loses everything but its message over IPC; an {@link AppError} keeps its code and parameters,
 * and its words are found in one place (`shared/locales`).
 */

/** Every way in which something the person asked for can fail. The words are under `error.<code>`. */
export const errorCodes = [
  'internal',
  'invalid_request',
  'cancelled',
  'file.not_found',
  'file.not_readable',
  'file.is_folder',
  'file.empty',
  'file.only_header',
  'file.not_text',
  'file.unsupported',
  'file.old_workbook',
  'file.locked',
  'file.broken',
  'file.many_in_zip',
  'file.no_such_sheet',
  'file.no_room',
  'file.write_failed',
  'store.disk_full',
  'store.failed',
  'store.newer_version',
  'audience.not_found',
  'audience.not_ready',
  'mapping.not_json',
  'mapping.invalid',
  'mapping.missing_column',
  'mapping.omit_on_reference',
  'template.not_found',
  'template.name_taken',
  'template.invalid',
  'profile.not_json',
  'profile.invalid',
  'check.not_found',
  'check.not_ready',
  'edit.no_such_cell',
  'connection.not_found',
  'connection.name_taken',
  'connection.bad_url',
  'connection.insecure_url',
  'connection.no_key',
  'connection.bad_key',
  'connection.practice_is_fixed',
  'connection.bad_file',
  'connection.moved',
  'keychain.failed',
  'practice.not_running',
  'push.nothing_to_send',
  'push.already_running',
  'run.not_found',
  'run.not_resumable',
  'run.nothing_to_retry',
  'run.resume_first',
  'run.rows_forgotten',
  'cli.usage',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure as data: what happened (`code`), to what (`params`), and the machine's own words (`detail`). */
export interface AppError {
  readonly code: ErrorCode;
  /** Values for the words of the code, e.g. `{ column: 'phone', file: 'spring.csv' }`. Never a key or a phone. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** What a system said, for people who want to know more. Never translated. */
  readonly detail?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  detail?: string,
): { ok: false; error: AppError } => ({ ok: false, error: appError(code, params, detail) });

export function appError(
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  detail?: string,
): AppError {
  return { code, ...(params ? { params } : {}), ...(detail ? { detail } : {}) };
}

/** The same failure while it travels up inside one process. Caught and turned into data at every boundary. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError, options?: { cause?: unknown }) {
    super(error.detail ? `${error.code}: ${error.detail}` : error.code, options);
    this.name = 'AppFailure';
    this.error = error;
  }
}

/** Throws an {@link AppFailure}. Typed `never`, so that the compiler knows that nothing follows. */
export function failWith(
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  detail?: string,
): never {
  throw new AppFailure(appError(code, params, detail));
}

/** Any thrown thing as an {@link AppError}: ours as it is, all else as `internal` with its message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  return appError('internal', undefined, thrown instanceof Error ? thrown.message : String(thrown));
}
