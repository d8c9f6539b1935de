/** Longer cells are not remembered: they hardly ever come again. */
const longestKey = 64;
/** Different cells that are remembered of one column: more than there are days in a century of birthdays. */
const most = 40_000;

/**
 * What was found out about cells, by their bytes. Consents, tags, days and countries are few, however many rows
 * there are; nothing is allocated for a cell that is known already.
 */
export class ByteMemo {
  /** Numbers of answers by slot, from 1; 0 where nothing is. */
  private slots = new Int32Array(1024);
  private mask = 1023;
  /** All remembered cells, one after the other, and where each begins; the next one's beginning is its end. */
  private keys = new Uint8Array(1 << 14);
  private places = new Int32Array(513);
  private hashes = new Int32Array(512);
  private count = 0;

  /**
   * The number of a cell, from 0: the same for the same bytes.
   * @returns -1 for a cell that isn't remembered
   */
  find(bytes: Uint8Array, from: number, to: number): number {
    const { slots, mask, hashes, keys, places } = this;
    const hash = hashOf(bytes, from, to);
    const length = to - from;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] as number) - 1;
      if (number < 0) return -1;
      if (hashes[number] !== hash) continue;
      const place = places[number] as number;
      if ((places[number + 1] as number) - place !== length) continue;
      let at = 0;
      while (at < length && keys[place + at] === bytes[from + at]) at += 1;
      if (at === length) return number;
    }
  }

  /**
   * Gives a cell that isn't remembered a number: one more than the last.
   * @returns -1 where it can't be remembered
   */
  add(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length > longestKey || this.count >= most) return -1;
    const number = this.count;
    const place = this.places[number] as number;
    if (place + length > this.keys.length) this.keys = grown(this.keys, new Uint8Array(this.keys.length * 2));
    if (number + 2 > this.places.length)
      this.places = grown(this.places, new Int32Array(this.places.length * 2));
    if (number + 1 > this.hashes.length)
      this.hashes = grown(this.hashes, new Int32Array(this.hashes.length * 2));
    this.keys.set(bytes.subarray(from, to), place);
    this.places[number + 1] = place + length;
    this.hashes[number] = hashOf(bytes, from, to);
    this.count += 1;
    // Never more than half full: a search ends soon.
    if (this.count * 2 > this.slots.length) {
      this.slots = new Int32Array(this.slots.length * 2);
      this.mask = this.slots.length - 1;
      for (let each = 0; each < this.count; each += 1) this.put(each);
    } else this.put(number);
    return number;
  }

  private put(number: number): void {
    const { slots, mask } = this;
    let slot = (this.hashes[number] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
}

function grown<List extends Uint8Array | Int32Array>(from: List, into: List): List {
  into.set(from);
  return into;
}

/** Mixes four bytes at a time, with a last turn so that the low bits depend on all. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}
