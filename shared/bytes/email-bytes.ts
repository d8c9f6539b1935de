/** Signs that neither end an address' outline nor stand between its parts. */
const ordinary = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 32 && byte < 127 && !',;:<>"().@'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Whether bytes are surely an address as `looksLikeEmail` has it. False where that isn't sure: then the text tells.
 */
export function isPlainEmail(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (length > 320) return false;
  let sign = -1;
  let lastDot = -1;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (ordinary[byte] === 1) continue;
    if (byte === 46 /* . */) lastDot = at;
    else if (byte === 64 /* @ */ && sign < 0) sign = at;
    else return false;
  }
  return sign > from && lastDot > sign + 1 && to - lastDot > 2;
}
