/**
 * Whether a text has the outline of an e-mail address: something, one @, a host with a dot, no white space.
 * Deliberately light: the platform is lenient, so a malformed address is shown and sent all the same.
 * @param text a trimmed, non-empty cell
 */
export function looksLikeEmail(text: string): boolean {
  return text.length <= 320 && /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"().]{2,}$/.test(text);
}
