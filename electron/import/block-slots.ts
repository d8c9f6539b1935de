/** Memory for one block that threads share: records go in, chunks of rows come out. */
export interface BlockSlot {
  readonly input: Uint8Array<SharedArrayBuffer>;
  readonly output: Uint8Array<SharedArrayBuffer>;
}

/** Room beside a block's own bytes: for what the block before left over. */
const leftover = 1 << 16;

/**
 * Slots that are used again and again. Memory that is new for each block would have to be cleared by the system,
 * page for page, and collected later.
 */
export class BlockSlots {
  private readonly free: BlockSlot[] = [];

  /** @param bytes that must have room in it @returns a slot that nobody else uses until it is given back */
  take(bytes: number): BlockSlot {
    const slot = this.free.pop();
    if (slot && slot.input.length >= bytes) return slot;
    const size = bytes + leftover;
    // The tables of a chunk take more than what is left out of the text, but hardly ever by more than a quarter.
    return { input: shared(size), output: shared(size + size / 4) };
  }

  give(slot: BlockSlot): void {
    this.free.push(slot);
  }
}

const shared = (bytes: number): Uint8Array<SharedArrayBuffer> =>
  new Uint8Array(new SharedArrayBuffer(Math.ceil(bytes)));
