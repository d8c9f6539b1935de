import { describe, expect, it } from 'vitest';
import { decodeStrictly } from '../../../electron/import/decode.ts';
import { guessEncoding, knownEncodings } from '../../../electron/import/encoding.ts';
import { readHowSchema } from '../../../shared/read-how.ts';
import { tryEncode } from '../../fixtures/encode.ts';
import { europeanNames } from '../../fixtures/european-names.ts';
import { chanceOf } from '../../phones/random.ts';

/** Lines of people of whom each has a letter beyond ASCII, some in capitals, as far as an encoding can write them. */
function peopleIn(language: keyof typeof europeanNames, label: string, count: number, seed: number): string {
  const chance = chanceOf(seed);
  const { first, last, places } = europeanNames[language];
  const pick = (words: string): string => chance.pick(words.split(' '));
  const lines: string[] = [];
  while (lines.length < count) {
    const line = `${pick(first)};${pick(last)};${pick(places)}`;
    const written = chance.happens(0.2) ? line.toUpperCase() : line;
    if (/[^\p{ASCII}]/u.test(written) && tryEncode(written, label)) lines.push(written);
  }
  return `${lines.join('\n')}\n`;
}

const western = ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850', 'cp437'];
const eastern = ['windows-1250', 'iso-8859-2', 'cp852'];
const written = [
  ['German', western],
  ['French', western],
  ['Spanish', western],
  ['Portuguese', ['windows-1252', 'macintosh', 'cp850']],
  ['Nordic', ['windows-1252', 'macintosh', 'cp850']],
  ['Polish', eastern],
  ['Czech', eastern],
  ['Hungarian', eastern],
  ['Turkish', ['windows-1254']],
  ['Lithuanian', ['windows-1257']],
] as const;

describe('every encoding on the list', () => {
  it.each(knownEncodings)('%s can be asked for, and decoded', (encoding) => {
    expect(readHowSchema.safeParse({ encoding }).success).toBe(true);
    expect(decodeStrictly(new Uint8Array(), encoding)).toBe('');
  });
});

describe('the encoding of a list of people', () => {
  const cases = written.flatMap(([language, labels]) => labels.map((label) => [language, label] as const));

  it.each(cases)('with %s names in %s is found: all letters are right', (language, label) => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const text = peopleIn(language, label, 30, seed);
      const bytes = tryEncode(text, label) ?? new Uint8Array();
      const guessed = guessEncoding(bytes).label;
      expect(decodeStrictly(bytes, guessed), `${guessed}, seed ${seed}`).toBe(text);
    }
  });

  it.each([
    ['Jürgen;Müller', 'cp850'],
    ['Günther;Groß', 'cp437'],
    ['Łukasz;Wójcik', 'cp852'],
    ['Hélène;Lefèvre', 'cp850'],
    ['José;Muñoz', 'cp850'],
    ['Jürgen;Müller', 'macintosh'],
    ['Benoît;Lemaître', 'macintosh'],
    ['Jörg;Köhler', 'cp850'],
    ['Jörg;Köhler', 'windows-1252'],
  ])('is found by two names: %s in %s', (text, label) => {
    const bytes = tryEncode(text, label) ?? new Uint8Array();
    expect(decodeStrictly(bytes, guessEncoding(bytes).label)).toBe(text);
  });
});
