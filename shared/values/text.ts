/** White space of any kind at both ends, and the invisible marks that exports leave there (BOM, zero width). */
const edges = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;

/** A cell without what nobody sees at its ends. The inside is left as it is. */
export function trimCell(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  // Most cells begin and end with a visible ASCII character, and need no work.
  if (first > 32 && first < 127 && last > 32 && last < 127) return text;
  return text.replace(edges, '');
}
