import { AppFailure, appError } from '../../shared/result.ts';

/** Why a file can't be read, in our own codes. */
export function fileFailure(thrown: unknown, file: string): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const detail = code || (thrown instanceof Error ? thrown.message : String(thrown));
  if (code === 'ENOENT') return new AppFailure(appError('file.not_found', { file }));
  if (code === 'EISDIR') return new AppFailure(appError('file.is_folder', { file }));
  // zlib's codes begin with Z_; yauzl has no codes, and says what is wrong in words.
  if (code.startsWith('Z_') || (code === '' && thrown instanceof Error))
    return new AppFailure(appError('file.broken', { file }, detail), { cause: thrown });
  return new AppFailure(appError('file.not_readable', { file }, detail), { cause: thrown });
}
