import type { Hashes } from './row-marks.ts';

/**
 * Finds texts that occur more than once among millions by their hashes, without sorting them all: a bit for each
 * slot that a hash fell into, and another where two did. Only the few that share a slot are compared.
 */
export class RepeatedHashes {
  private readonly hashes: Hashes;
  private readonly seen: Uint32Array;
  private readonly twice: Uint32Array;
  private readonly mask: number;

  /** @param hashes filled while `note` is called */
  constructor(hashes: Hashes) {
    this.hashes = hashes;
    // Eight slots for each: one in eight shares a slot by chance.
    const bits = Math.min(30, Math.max(10, Math.ceil(Math.log2(Math.max(1, hashes.low.length) * 8))));
    this.mask = 2 ** bits - 1;
    this.seen = new Uint32Array(2 ** (bits - 5));
    this.twice = new Uint32Array(2 ** (bits - 5));
  }

  /** Takes note of the hashes of some texts in a row. @param place of the first among all */
  note(place: number, count: number): void {
    const { seen, twice, mask } = this;
    const { low, high } = this.hashes;
    for (let at = place; at < place + count; at += 1) {
      if (high[at] === 0) continue;
      const slot = (low[at] as number) & mask;
      const word = slot >>> 5;
      const bit = 1 << (slot & 31);
      if ((seen[word] as number) & bit) twice[word] = (twice[word] as number) | bit;
      else seen[word] = (seen[word] as number) | bit;
    }
  }

  /** Groups of places with the same text, each in order, none of a single place. */
  groups(): number[][] {
    const { low, high } = this.hashes;
    const { twice, mask } = this;
    const places: number[] = [];
    for (let at = 0; at < low.length; at += 1) {
      if (high[at] === 0) continue;
      const slot = (low[at] as number) & mask;
      if ((twice[slot >>> 5] as number) & (1 << (slot & 31))) places.push(at);
    }
    const compare = (a: number, b: number): number =>
      (low[a] as number) - (low[b] as number) || (high[a] as number) - (high[b] as number);
    const order = Uint32Array.from(places).sort((a, b) => compare(a, b) || a - b);
    const groups: number[][] = [];
    for (let from = 0; from < order.length; ) {
      const start = order[from] as number;
      let to = from + 1;
      while (to < order.length && compare(order[to] as number, start) === 0) to += 1;
      if (to - from > 1) groups.push([...order.subarray(from, to)]);
      from = to;
    }
    return groups;
  }

  /** Whether two places have the same text. */
  isSame(a: number, b: number): boolean {
    const { low, high } = this.hashes;
    return low[a] === low[b] && high[a] === high[b];
  }
}
