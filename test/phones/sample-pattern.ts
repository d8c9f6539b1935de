import type { Chance } from './random.ts';

/** A piece of a pattern that writes digits. */
type Writer = (chance: Chance) => string;

/**
 * Makes numbers that match a pattern of libphonenumber's metadata: digits, `\d`, classes, groups,
 * alternatives and counts are all that it uses. Throws on anything else, so that nothing is left out unseen.
 */
export function samplerOf(pattern: string): Writer {
  let at = 0;
  const peek = (): string => pattern.charAt(at);

  const alternatives = (): Writer => {
    const options = [sequence()];
    while (peek() === '|') {
      at += 1;
      options.push(sequence());
    }
    return (chance) => chance.pick(options)(chance);
  };

  const sequence = (): Writer => {
    const pieces: Writer[] = [];
    while (at < pattern.length && peek() !== '|' && peek() !== ')') pieces.push(counted(atom()));
    return (chance) => pieces.map((piece) => piece(chance)).join('');
  };

  const atom = (): Writer => {
    const sign = peek();
    at += 1;
    if (/\d/.test(sign)) return () => sign;
    if (sign === '\\' && peek() === 'd') {
      at += 1;
      return (chance) => String(chance.below(10));
    }
    if (sign === '[') {
      const end = pattern.indexOf(']', at);
      const digits = digitsOfClass(pattern.slice(at, end));
      at = end + 1;
      return (chance) => chance.pick(digits);
    }
    if (sign === '(') {
      if (pattern.startsWith('?:', at)) at += 2;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    throw new Error(`unexpected "${sign}" at ${at} of ${pattern}`);
  };

  const counted = (writer: Writer): Writer => {
    let least = 1;
    let most = 1;
    if (peek() === '?') {
      at += 1;
      least = 0;
    } else if (peek() === '{') {
      const end = pattern.indexOf('}', at);
      const [from = '', to = from] = pattern.slice(at + 1, end).split(',');
      least = Number(from);
      most = Number(to);
      at = end + 1;
    }
    return (chance) => {
      let written = '';
      for (let times = least + chance.below(most - least + 1); times > 0; times -= 1)
        written += writer(chance);
      return written;
    };
  };

  const writer = alternatives();
  if (at !== pattern.length) throw new Error(`unread rest at ${at} of ${pattern}`);
  return writer;
}

function digitsOfClass(text: string): string[] {
  const digits: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const from = Number(text.charAt(at));
    const to = text.charAt(at + 1) === '-' ? Number(text.charAt(at + 2)) : from;
    for (let digit = from; digit <= to; digit += 1) digits.push(String(digit));
    if (to !== from) at += 2;
  }
  return digits;
}
