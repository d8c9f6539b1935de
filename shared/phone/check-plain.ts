import type { Home } from './home.ts';
import { type CallingCode, callingCode, canBeginPrefix, judge } from './read-number.ts';
import { asItIs } from './results.ts';
import type { PhoneCheck } from './types.ts';

/** A plus, three digits of calling code and 17 of national number. */
const longestPlain = 21;

/**
 * The verdict on a number that is in E.164 form already, valid, and not at odds with its row: most cells of
 * most files. Looks at each digit once and cuts no texts.
 *
 * @returns null for everything else, whatever it may be
 */
export function checkPlain(text: string, home: Home): PhoneCheck | null {
  const { length } = text;
  if (length < 5 || length > longestPlain || text.charCodeAt(0) !== 43 /* + */) return null;
  let code = 0;
  let group: CallingCode | null = null;
  let from = 1;
  while (group === null) {
    const digit = text.charCodeAt(from) - 48;
    if (!(digit >= 0 && digit <= 9) || from > 3) return null;
    code = code * 10 + digit;
    if (code === 0) return null;
    group = callingCode(code);
    from += 1;
  }
  // A national prefix may stand there; and a national number has two digits at least.
  if (length - from < 2 || canBeginPrefix(group.main, text.charCodeAt(from))) return null;
  for (let at = from; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return null;
  }
  if (length - from > 17) return null;
  const { country, type } = judge(group, text, from);
  if (type === null) return null;
  if (home.fromColumn && home.plan !== null && home.plan.callingCode !== group.code) return null;
  return asItIs(text, country, type);
}
