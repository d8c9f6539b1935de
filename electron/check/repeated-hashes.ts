import type { Hashes } from './row-marks.ts';

/** Which of the two halves of a 64-bit number is the lower one: the first, on nearly every machine. */
const lowHalf = new Uint32Array(new BigUint64Array([1n]).buffer)[0] === 1 ? 0 : 1;

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
    // Eight slots for each: one in eight shares a slot by chance. Of millions, half as many: they take memory.
    const count = Math.max(1, hashes.low.length);
    const slots = count * (count > 2_000_000 ? 4 : 8);
    const bits = Math.min(30, Math.max(10, Math.ceil(Math.log2(slots))));
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
    // Half of a hash above its place, so that sorting numbers brings equal hashes together, in order of their places.
    let keys = new BigUint64Array(1024);
    let halves = new Uint32Array(keys.buffer);
    let count = 0;
    for (let at = 0; at < low.length; at += 1) {
      if (high[at] === 0) continue;
      const slot = (low[at] as number) & mask;
      if (((twice[slot >>> 5] as number) & (1 << (slot & 31))) === 0) continue;
      if (count === keys.length) {
        const larger = new BigUint64Array(count * 2);
        larger.set(keys);
        keys = larger;
        halves = new Uint32Array(keys.buffer);
      }
      halves[count * 2 + lowHalf] = at;
      halves[count * 2 + 1 - lowHalf] = low[at] as number;
      count += 1;
    }
    keys.subarray(0, count).sort();
    const placeAt = (index: number): number => halves[index * 2 + lowHalf] as number;
    const groups: number[][] = [];
    for (let from = 0; from < count; ) {
      const half = halves[from * 2 + 1 - lowHalf];
      let to = from + 1;
      while (to < count && halves[to * 2 + 1 - lowHalf] === half) to += 1;
      if (to - from > 1) {
        const places = Array.from({ length: to - from }, (_, index) => placeAt(from + index));
        for (const group of Map.groupBy(places, (place) => high[place]).values())
          if (group.length > 1) groups.push(group);
      }
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
