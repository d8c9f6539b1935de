/** How much of an audience goes out at once. */
export interface Portion {
  readonly kind: 'all' | 'canary' | 'limit';
  /** As typed; it counts for the chosen kind only. */
  readonly canary: string;
  readonly limit: string;
}

/** The portion that most pushes want. Five are enough to see whether names and tags are where they belong. */
export const wholePortion: Portion = { kind: 'all', canary: '5', limit: '100' };

/** The most that can be sent for a look. */
export const mostInCanary = 1000;

const wholeNumber = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/**
 * How many contacts a portion sends before the push pauses.
 * @returns all of them where the typed number is no less; null where it isn't a number that can be sent
 */
export function portionSize({ kind, canary, limit }: Portion, contacts: number): number | null {
  if (kind === 'all') return contacts;
  const typed = wholeNumber((kind === 'canary' ? canary : limit).trim());
  if (typed === null || (kind === 'canary' && typed > mostInCanary)) return null;
  return Math.min(typed, contacts);
}
