/**
 * Letters beyond ASCII that languages write names with, the usual ones before the space, rarer ones after it.
 * Source: the exemplar characters of the Unicode CLDR.
 */
const alphabets: readonly (readonly [common: string, rare: string])[] = [
  'äöüß',
  'éèêëçàâ îïôûùœÿüæ',
  'áéíóúñ ü',
  'áéíóúãçõâê ôàü',
  'àèéìòù ó',
  'ąćęłńóśźż',
  'áčéěířšůýžďňťúó',
  'áäčéíľšýžúóô ďĺňŕť',
  'áéíóöőúüű',
  'ășțşţ âî',
  'çğıöşü âî',
  'čćđšž',
  'æøå éäö',
  'åäö é',
  'áðéíóúýþæö',
  'ąčęėįšųūž',
  'āčēģīķļņšūž',
  'äöüõšž',
].map((letters) => {
  const [common = '', rare = ''] = letters.split(' ');
  return [common, rare] as const;
});

/** What a letter counts: usual in the text's own language, rarer there, or of another language. */
const weights = { common: 1, rare: 0.8, foreign: 0.3, unknown: -0.5 } as const;

const inAnyAlphabet: ReadonlySet<string> = new Set(alphabets.flat().join(''));

/** Signs beside letters that people do write between or around words. */
const usualSigns = new Set('–—“”„‚‘’…«»·ªº\u00a0');
/** Those that stand by themselves, or beside numbers. */
const aloneSigns = new Set('€£§°´©®¿¡');

/** Letters by their Unicode category that no name is written with. */
const oddLetters = new Set('ƒªºµΩπ∂ﬁﬂˆ');

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /\p{L}/u.test(sign);
const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();
const isSmall = (sign: string | undefined): boolean => sign !== undefined && sign !== sign.toUpperCase();

/**
 * How much a decoded text looks like names and words: letters stand in words, in capitals among capitals, and most of
 * them belong to one language.
 * @returns the score, at most 1 for each sign that was judged, and how many were
 */
export function plausibility(text: string): { score: number; signs: number } {
  const letters = new Map<string, number>();
  let score = 0;
  let signs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign.charCodeAt(0) < 128) continue;
    signs += 1;
    const before = text[at - 1];
    const after = text[at + 1];
    if (isLetter(sign) && !oddLetters.has(sign)) {
      if (!isLetter(before) && !isLetter(after)) continue;
      if (isOutOfCase(sign, before, after)) score -= 1;
      else {
        const letter = sign === 'İ' ? 'ı' : sign.toLowerCase();
        const worth = isStrayUmlaut(letter, before) ? 0.3 : 1;
        letters.set(letter, (letters.get(letter) ?? 0) + worth);
      }
    } else if (aloneSigns.has(sign)) {
      score += isLetter(before) || isLetter(after) ? -0.5 : 0.5;
    } else if (usualSigns.has(sign)) {
      const inside = isLetter(before) && isLetter(after) && sign !== '’';
      score += inside ? -2 : 0.5;
    } else {
      score -= sign.charCodeAt(0) < 0xa0 || sign === '\ufffd' ? 4 : 2;
    }
  }
  return { score: score + inOneLanguage(letters), signs };
}

/** A capital within a word, or before a small letter there; a small letter among capitals. */
function isOutOfCase(sign: string, before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || !isLetter(before)) return false;
  if (isUpper(sign)) return !isUpper(before) || isSmall(after);
  return isUpper(before) && isLetter(after) && isUpper(after ?? '') && sign !== 'ß';
}

/** German hardly ever has an umlaut right after a vowel: what looks so was, say, the î of Benoît. */
const isStrayUmlaut = (letter: string, before: string | undefined): boolean =>
  (letter === 'ä' || letter === 'ö') && before !== undefined && /[aeiou]/i.test(before);

/** What letters count together, judged by the language that they fit best. */
function inOneLanguage(letters: ReadonlyMap<string, number>): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const [common, rare] of alphabets) {
    let sum = 0;
    for (const [letter, count] of letters) {
      const weight = common.includes(letter)
        ? weights.common
        : rare.includes(letter)
          ? weights.rare
          : inAnyAlphabet.has(letter)
            ? weights.foreign
            : weights.unknown;
      sum += weight * count;
    }
    best = Math.max(best, sum);
  }
  return best;
}
