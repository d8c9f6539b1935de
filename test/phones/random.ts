/** A seeded source of chance, so that a run can be repeated: xorshift on 32 bits. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of the values; throws for an empty list. */
  pick<T>(values: readonly T[]): T;
  /** Whether something of this probability (0 to 1) happens. */
  happens(probability: number): boolean;
}

/** @param seed any whole number */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    pick: (values) => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    happens: (probability) => next() < probability,
  };
}
