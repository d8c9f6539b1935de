/**
 * A 53-bit hash of a text as a double, made otherwise than `hashText`: two texts that agree in both are taken for
 * equal (the chance that two of five million aren't is one in 10^18). Mixes in the manner of MurmurHash3, which is
 * in the public domain.
 */
export function secondHash(text: string): number {
  let high = 0x2545f491;
  let low = 0x4f6cdd1d;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0xcc9e2d51);
    high = (high << 15) | (high >>> 17);
    low = Math.imul(low ^ unit, 0x1b873593);
    low = ((low << 13) | (low >>> 19)) + high;
  }
  high ^= text.length;
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}
