/** How often something odd was met, and the line of the first, from 1 at the beginning of the block. */
export interface OddCount {
  count: number;
  line: number;
}

/** What can be odd in a block. */
export const blockOddities = [
  'blank_rows',
  'short_rows',
  'long_rows',
  'broken_quotes',
  'stray_quotes',
  'nul_bytes',
  'broken_letters',
] as const;
export type BlockOddity = (typeof blockOddities)[number];
export type Oddities = Readonly<Record<BlockOddity, OddCount>>;
