import type { Home } from './home.ts';
import { type CallingCode, callingCode, canBeginPrefix } from './read-number.ts';

/** A plus, three digits of calling code and 17 of national number. */
const longestPlain = 21;

/**
 * Whether bytes are surely a valid mobile number in E.164 form that is not at odds with its row: one of which
 * `checkPlain` says that it is ready, and nothing else. False where that isn't sure: then the text tells.
 */
export function isPlainMobile(bytes: Uint8Array, start: number, end: number, home: Home): boolean {
  const length = end - start;
  if (length < 5 || length > longestPlain || bytes[start] !== 43 /* + */) return false;
  let code = 0;
  let group: CallingCode | null = null;
  let from = start + 1;
  while (group === null) {
    const digit = (bytes[from] as number) - 48;
    if (!(digit >= 0 && digit <= 9) || from > start + 3) return false;
    code = code * 10 + digit;
    if (code === 0) return false;
    group = callingCode(code);
    from += 1;
  }
  const national = end - from;
  if (national < 2 || national > 17) return false;
  for (let at = from; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  if (canBeginPrefix(group.main, bytes[from] as number)) return false;
  if (home.fromColumn && home.plan !== null && home.plan.callingCode !== group.code) return false;
  const type = group.automaton?.findBytes(bytes, from, end)?.type;
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}
