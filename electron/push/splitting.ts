import type { TransportFailureKind } from './transport.ts';

/** A reason that lies in the connection or the API, not in the contacts. */
export interface BatchTrouble {
  readonly message: string;
  readonly status: number | null;
  /** The same for every batch that fails for the same reason, whatever words come with it. */
  readonly reason: string;
  readonly fatal: 'refused_key' | 'no_access' | 'request_refused' | null;
}

/** What went wrong with a request, for the batches after it. */
export function troubleOf(
  message: string,
  status: number | null,
  failure: TransportFailureKind | null,
  fatal: BatchTrouble['fatal'],
): BatchTrouble {
  const reason = status === null ? (failure ?? 'failed') : String(status);
  return { message, status, reason, fatal };
}

/**
 * A message without what differs from contact to contact (its ID, numbers, hexadecimal marks), to tell whether
 * several contacts are refused alike.
 */
export function alike(message: string, id: string): string {
  return (id === '' ? message : message.replaceAll(id, '#')).replace(/[0-9a-f]{8,}|\d+/gi, '#');
}

/** A part in two, the first of them the larger by one where it must be. */
export function halves(part: readonly number[]): (readonly number[])[] {
  return chunked(part, Math.max(1, Math.ceil(part.length / 2)));
}

/** A part in pieces of at most `size`. */
export function chunked(part: readonly number[], size: number): (readonly number[])[] {
  const chunks: (readonly number[])[] = [];
  for (let from = 0; from < part.length; from += size) chunks.push(part.slice(from, from + size));
  return chunks;
}
