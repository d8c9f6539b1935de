import { dosTables } from './dos-tables.ts';

/** Turns bytes into text, piece by piece. */
export interface Decoder {
  /** @param bytes the next piece, which may end in the middle of a sign; without it, the text has ended */
  decode(bytes?: Uint8Array): string;
}

/**
 * A decoder. Byte order marks are no part of the text.
 * @param label one of `knownEncodings`
 * @param strict throw a TypeError at bytes that mean nothing, instead of showing them as U+FFFD
 */
export function createDecoder(label: string, strict = false): Decoder {
  const table = dosTables[label];
  if (table !== undefined) return new TableDecoder(table);
  if (label === 'utf-32le' || label === 'utf-32be') return new Utf32Decoder(label === 'utf-32le', strict);
  const decoder = new TextDecoder(label, { fatal: strict });
  return { decode: (bytes) => decoder.decode(bytes, { stream: bytes !== undefined }) };
}

/** A whole text. @returns null where bytes mean nothing in the encoding */
export function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  const decoder = createDecoder(label, true);
  try {
    return decoder.decode(bytes) + decoder.decode();
  } catch {
    return null;
  }
}

/** One byte, one sign. */
class TableDecoder implements Decoder {
  private readonly codes = new Uint16Array(256);

  constructor(upperHalf: string) {
    for (let byte = 0; byte < 128; byte += 1) {
      this.codes[byte] = byte;
      this.codes[byte + 128] = upperHalf.charCodeAt(byte);
    }
  }

  decode(bytes: Uint8Array = new Uint8Array()): string {
    const signs = new Uint16Array(bytes.length);
    for (let at = 0; at < bytes.length; at += 1) signs[at] = this.codes[bytes[at] ?? 0] ?? 0;
    return Buffer.from(signs.buffer).toString('utf16le');
  }
}

/** Four bytes, one sign. Source: the Unicode Standard, 3.10 (D99 to D101). */
class Utf32Decoder implements Decoder {
  private readonly isLittle: boolean;
  private readonly strict: boolean;
  private isAtStart = true;
  /** Bytes of a sign that isn't whole. */
  private begun = new Uint8Array();

  constructor(isLittle: boolean, strict: boolean) {
    this.isLittle = isLittle;
    this.strict = strict;
  }

  decode(bytes?: Uint8Array): string {
    if (bytes === undefined) return this.begun.length === 0 ? '' : this.broken();
    const all = Buffer.concat([this.begun, bytes]);
    const whole = all.length - (all.length % 4);
    let text = '';
    for (let at = 0; at < whole; at += 4) {
      const code = this.isLittle ? all.readUInt32LE(at) : all.readUInt32BE(at);
      const isSign = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      if (!(this.isAtStart && code === 0xfeff)) text += isSign ? String.fromCodePoint(code) : this.broken();
      this.isAtStart = false;
    }
    this.begun = all.subarray(whole);
    return text;
  }

  private broken(): string {
    if (this.strict) throw new TypeError('not UTF-32');
    return '\ufffd';
  }
}
