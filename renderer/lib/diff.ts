/** A stretch of text, and whether it differs from the other side. */
export interface DiffPart {
  readonly text: string;
  readonly changed: boolean;
}

/** Longer texts are marked as a whole: nobody compares them character by character. */
const longest = 120;

/**
 * Marks what was taken out of `before` and what was put into `after`, by their longest common subsequence.
 * @returns parts of both texts, in order; joined they are the texts again
 */
export function diffText(before: string, after: string): { before: DiffPart[]; after: DiffPart[] } {
  if (before === after) return { before: whole(before, false), after: whole(after, false) };
  const a = [...before];
  const b = [...after];
  if (a.length > longest || b.length > longest) {
    return { before: whole(before, true), after: whole(after, true) };
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const left: DiffPart[] = [];
  const right: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(left, a[i] ?? '', false);
      push(right, b[j] ?? '', false);
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      push(left, a[i] ?? '', true);
      i += 1;
    } else {
      push(right, b[j] ?? '', true);
      j += 1;
    }
  }
  return { before: left, after: right };
}

const whole = (text: string, changed: boolean): DiffPart[] => (text === '' ? [] : [{ text, changed }]);

function push(parts: DiffPart[], text: string, changed: boolean): void {
  const last = parts.at(-1);
  if (last && last.changed === changed) parts[parts.length - 1] = { text: last.text + text, changed };
  else parts.push({ text, changed });
}
