/** Whole numbers in ascending order as text: `0-4,7,9-12`. A part of a batch is mostly one range. */
export function toRanges(numbers: readonly number[]): string {
  const ranges: string[] = [];
  for (let from = 0; from < numbers.length; ) {
    let to = from;
    while (numbers[to + 1] === (numbers[to] ?? 0) + 1) to += 1;
    ranges.push(from === to ? `${numbers[from]}` : `${numbers[from]}-${numbers[to]}`);
    from = to + 1;
  }
  return ranges.join(',');
}

/** The numbers that {@link toRanges} wrote. @throws Error for any other text */
export function fromRanges(text: string): number[] {
  if (text === '') return [];
  return text.split(',').flatMap((range) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(range);
    if (!match) throw new Error(`not a range: ${range.slice(0, 20)}`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
