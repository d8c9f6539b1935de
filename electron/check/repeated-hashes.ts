/** A hash of each of many texts: 84 bits in two numbers. `NaN` in `first` stands for "no text". */
export interface Hashes {
  readonly first: Float64Array<ArrayBuffer>;
  readonly second: Uint32Array<ArrayBuffer>;
}

/** Room for hashes, all of them "no text" as yet. */
export const noHashes = (count: number): Hashes => ({
  first: new Float64Array(count).fill(Number.NaN),
  second: new Uint32Array(count),
});

/**
 * Finds texts that occur more than once among millions by their hashes, without sorting them all: a bit for each
 * slot that a hash fell into, and another where two did. Only the few that share a slot are compared.
 */
export class RepeatedHashes {
  readonly hashes: Hashes;
  private readonly words: Uint32Array;
  private readonly seen: Uint32Array;
  private readonly twice: Uint32Array;
  private readonly mask: number;

  /** @param count how many there will be */
  constructor(count: number) {
    this.hashes = noHashes(count);
    this.words = new Uint32Array(this.hashes.first.buffer);
    // Eight slots for each: one in eight shares a slot by chance.
    const bits = Math.min(30, Math.max(10, Math.ceil(Math.log2(Math.max(1, count) * 8))));
    this.mask = 2 ** bits - 1;
    this.seen = new Uint32Array(2 ** (bits - 5));
    this.twice = new Uint32Array(2 ** (bits - 5));
  }

  /** Takes note of the hashes of some texts in a row. @param place of the first among all */
  note(place: number, { first, second }: Hashes): void {
    this.hashes.first.set(first, place);
    this.hashes.second.set(second, place);
    const { seen, twice } = this;
    for (let at = place; at < place + first.length; at += 1) {
      const slot = this.slotOf(at);
      if (slot < 0) continue;
      const word = slot >>> 5;
      const bit = 1 << (slot & 31);
      if ((seen[word] as number) & bit) twice[word] = (twice[word] as number) | bit;
      else seen[word] = (seen[word] as number) | bit;
    }
  }

  /** Groups of places with the same text, each in order, none of a single place. */
  groups(): number[][] {
    const { first, second } = this.hashes;
    const places: number[] = [];
    for (let at = 0; at < first.length; at += 1) {
      const slot = this.slotOf(at);
      if (slot >= 0 && (this.twice[slot >>> 5] as number) & (1 << (slot & 31))) places.push(at);
    }
    const order = Uint32Array.from(places);
    const compare = (a: number, b: number): number =>
      (first[a] as number) - (first[b] as number) || (second[a] as number) - (second[b] as number);
    order.sort((a, b) => compare(a, b) || a - b);
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
    const { first, second } = this.hashes;
    return first[a] === first[b] && second[a] === second[b];
  }

  /** The slot of a place; -1 where there is no text. The double's own bits serve, which needs no arithmetic. */
  private slotOf(place: number): number {
    const low = this.words[place * 2] as number;
    const high = this.words[place * 2 + 1] as number;
    return (high & 0x7ff0_0000) === 0x7ff0_0000 ? -1 : (low ^ (low >>> 15) ^ high) & this.mask;
  }
}
