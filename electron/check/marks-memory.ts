/** How long memory is kept after a check, in milliseconds: another one often follows soon. */
const keepIdle = 20_000;

/**
 * The memory of the marks of a check (90 MB for five million rows), kept for the next one. Threads that knew of it let
 * go of it only when they tidy up, so that two checks in a row would take it twice.
 */
export class MarksMemory {
  private kept: SharedArrayBuffer | null = null;
  private end: NodeJS.Timeout | null = null;

  /** @returns so many zeros or more; they are the caller's until they are given back */
  take(bytes: number): SharedArrayBuffer {
    const { kept } = this;
    this.drop();
    if (kept === null || kept.byteLength < bytes) return new SharedArrayBuffer(bytes);
    new Uint8Array(kept).fill(0);
    return kept;
  }

  /** @param memory that no thread writes to any more */
  give(memory: SharedArrayBuffer): void {
    this.drop();
    this.kept = memory;
    this.end = setTimeout(() => this.drop(), keepIdle).unref();
  }

  drop(): void {
    if (this.end) clearTimeout(this.end);
    this.end = null;
    this.kept = null;
  }
}
