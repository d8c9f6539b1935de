/** Letters that no accent can be taken off. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** A header for comparison: lower case, accents and signs gone, camelCase taken apart. */
export function normaliseHeader(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bwhats app\b/g, 'whatsapp')
    .trim();
}

/** Longer headers are questions and remarks; what comes after so many words is passed over. */
const mostWords = 16;
/** Shorter pieces of a compound could be found in any word, but for this one: `Telefonnr`. */
const shortestPiece = 3;
const shortPiece = 'nr';

/**
 * The words of a header, normalised, in their order: digits apart from letters (`phone1`), compounds taken apart
 * (`Kundenhandynummer`, `firstname`).
 * @param isWord whether a word is known; a compound must consist of such words alone
 */
export function headerWords(header: string, isWord: (word: string) => boolean): string[] {
  return normaliseHeader(header)
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords)
    .flatMap((word) => piecesOf(word, isWord));
}

/** The fewest known words that a compound consists of; the word itself where it is known, or none is. */
function piecesOf(word: string, isWord: (word: string) => boolean): readonly string[] {
  if (isWord(word) || word.length < 2 * shortestPiece || word.length > 40) return [word];
  // For each length: the fewest pieces that the beginning of the word consists of.
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = shortestPiece; end <= word.length; end += 1)
    for (let start = 0; start < end - 1; start += 1) {
      const before = best[start];
      const piece = word.slice(start, end);
      if (piece.length < shortestPiece && piece !== shortPiece) continue;
      if (before && isWord(piece) && before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY))
        best[end] = [...before, piece];
    }
  return best[word.length] ?? [word];
}
