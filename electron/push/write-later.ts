import type { Journal } from './journal.ts';

/** How long is waited before a disk that was full is tried again, in milliseconds. */
const tryAgainAfter = 2000;

/**
 * Writes what a journal could not write for want of room as soon as there is some.
 * @param closing ends it
 * @param onWritten called once all is written
 */
export function writeLater(journal: Journal, closing: AbortSignal, onWritten: () => void): void {
  setTimeout(() => {
    if (closing.aborted) return;
    try {
      journal.flush();
    } catch {
      return writeLater(journal, closing, onWritten);
    }
    onWritten();
  }, tryAgainAfter).unref();
}
