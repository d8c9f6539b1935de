/**
 * Whether a text has the outline of an e-mail address: something, one @, a host with a dot, no white space.
 * Deliberately light: the platform is lenient, so a malformed address is shown and sent all the same.
 * @param text a trimmed, non-empty cell
 */
export function looksLikeEmail(text: string): boolean {
  const { length } = text;
  const at = text.indexOf('@');
  if (length > 320 || at < 1) return false;
  let lastDot = -1;
  for (let index = 0; index < length; index += 1) {
    const sign = text.charCodeAt(index);
    // Plain letters, digits and the signs of most addresses need no closer look.
    if ((sign >= 97 && sign <= 122) || (sign >= 48 && sign <= 57)) continue;
    if (sign === 46) lastDot = index;
    else if (sign === 64 ? index !== at : forbidden.has(sign) || (sign > 127 && /\s/.test(text[index] ?? '')))
      return false;
  }
  // Something before the last dot of the host, and two signs at least after it.
  return lastDot > at + 1 && length - lastDot > 2;
}

/** White space and the signs that only lists and names around an address have. */
const forbidden = new Set([...'\t\n\v\f\r ,;:<>"()'].map((sign) => sign.charCodeAt(0)));
