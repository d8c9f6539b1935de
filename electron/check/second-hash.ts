/**
 * A 32-bit hash of a text, made otherwise than `hashText`: two texts that agree in both are taken for equal (that
 * two of five million texts agree by chance has a probability of less than one in 10^12). Mixes in the manner of MurmurHash3, which is
 * in the public domain.
 */
export function secondHash(text: string): number {
  let hash = 0x4f6cdd1d;
  for (let index = 0; index < text.length; index += 1) {
    const mixed = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
