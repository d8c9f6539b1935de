import { findingCodes, type PhoneFindingCode, type Severity } from '../findings.ts';
import { canBeMobile } from './bare-digits.ts';
import type { PhoneFix } from './fix-rules.ts';
import type { Home } from './home.ts';
import { longestText } from './notations.ts';
import type { NumberReading } from './read-number.ts';
import type { PhoneCheck, PhoneFinding, PhoneType } from './types.ts';

type Params = Readonly<Record<string, string | number>>;

/** Something that was noticed on the way to a number; the same object for the same thing, in all cells. */
export interface Note {
  readonly code: PhoneFindingCode;
  readonly severity: Severity;
  readonly params: Params | undefined;
}

/** What can be noticed, its code, and the name of the value that goes with it. */
const kinds = {
  unicode: ['phone.unicode', ''],
  separators: ['phone.separators', ''],
  'float-suffix': ['phone.float_suffix', ''],
  'idd-prefix': ['phone.idd_prefix', 'prefix'],
  'trunk-zero': ['phone.trunk_zero', ''],
  'missing-plus': ['phone.missing_plus', 'callingCode'],
  'lost-zero': ['phone.lost_zero', 'country'],
  national: ['phone.national_format', 'country'],
  'not-mobile': ['phone.not_mobile', 'type'],
  'possible-only': ['phone.possible_only', ''],
  rule: ['phone.group_fix', 'rule'],
} as const satisfies Record<string, readonly [PhoneFindingCode, string]>;

export type NoteKind = keyof typeof kinds;

function makeNote(kind: NoteKind, value: string): Note {
  const [code, name] = kinds[kind];
  return {
    code,
    severity: findingCodes[code],
    params: name === '' || value === '' ? undefined : Object.freeze({ [name]: value }),
  };
}

/** Notes that nothing goes with, and those with a value; values come from numbering plans and are few. */
const plainNotes = new Map<NoteKind, Note>();
const valueNotes = new Map<NoteKind, Map<string, Note>>();
for (const kind of Object.keys(kinds) as NoteKind[]) {
  plainNotes.set(kind, makeNote(kind, ''));
  valueNotes.set(kind, new Map());
}

/** @param value what was assumed: the country, the calling code, the IDD prefix... */
export function noteOf(kind: NoteKind, value: string | null = null): Note {
  const known = value === null ? plainNotes.get(kind) : valueNotes.get(kind)?.get(value);
  if (known) return known;
  const note = makeNote(kind, value ?? '');
  valueNotes.get(kind)?.set(value ?? '', note);
  return note;
}

const noFindings: readonly PhoneFinding[] = Object.freeze([]);

/** A number that goes out as it stands in the file. */
export function asItIs(text: string, country: PhoneCheck['country'], type: PhoneType): PhoneCheck {
  return {
    verdict: 'ready',
    e164: text,
    country,
    type,
    findings:
      type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
        ? noFindings
        : [findingOf(noteOf('not-mobile', type), text, text)],
    before: text,
    after: text,
  };
}

/** A number that was read: with what was repaired on the way, and what is to be said about it. */
export function settle(
  text: string,
  number: NumberReading,
  found: Note[],
  home: Home,
  options: { readonly possibleButInvalid?: 'warn' | 'exclude' | undefined },
): PhoneCheck {
  const { e164, callingCode } = number;
  const { country, type } = number.judgement;
  if (type === null) {
    if (options.possibleButInvalid === 'exclude') return refuse(text, 'phone.possible_only');
    found.push(noteOf('possible-only'));
  } else if (!canBeMobile(number)) found.push(noteOf('not-mobile', type));
  if (home.fromColumn && home.plan !== null && home.plan.callingCode !== callingCode)
    found.push(mismatch(home.country ?? '', country ?? `+${callingCode}`));
  let verdict: PhoneCheck['verdict'] = 'ready';
  const findings: PhoneFinding[] = [];
  for (const note of found) {
    findings.push(findingOf(note, text, e164));
    if (note.severity === 'warned') verdict = 'warned';
    else if (note.severity === 'fixed' && verdict === 'ready') verdict = 'fixed';
  }
  return { verdict, e164, country, type, findings, before: text, after: e164 };
}

function mismatch(column: string, number: string): Note {
  const code = 'phone.country_mismatch';
  return { code, severity: findingCodes[code], params: { column, number } };
}

function findingOf({ code, severity, params }: Note, before: string, after: string): PhoneFinding {
  const field = 'phoneNumber';
  if (severity === 'fixed')
    return params === undefined
      ? { code, severity, field, before, after }
      : { code, severity, field, before, after, params };
  return params === undefined ? { code, severity, field, before } : { code, severity, field, before, params };
}

/** A cell that gives no number to send. Why is the only thing to say about it: nothing was repaired. */
export function refuse(text: string, code: PhoneFindingCode, params?: Params): PhoneCheck {
  const before = text.length > longestText ? text.slice(0, longestText) : text;
  // An empty cell is no mistake; and here possible_only is excluded by the mapping.
  const severity: Severity = code === 'phone.empty' ? 'notice' : 'excluded';
  const field = 'phoneNumber';
  return {
    verdict: severity === 'notice' ? 'ready' : 'excluded',
    e164: null,
    country: null,
    type: null,
    findings: [
      params === undefined ? { code, severity, field, before } : { code, severity, field, before, params },
    ],
    before,
    after: null,
  };
}

/** A number that a group rule led to: the rule first, and the cell's own text as what was before. */
export function withRule(check: PhoneCheck, text: string, rule: PhoneFix['kind']): PhoneCheck {
  if (check.e164 === null) return check;
  const before = text.length > longestText ? text.slice(0, longestText) : text;
  return {
    ...check,
    verdict: check.verdict === 'ready' ? 'fixed' : check.verdict,
    findings: [
      findingOf(noteOf('rule', rule), before, check.e164),
      ...check.findings.map((finding) => ({ ...finding, before })),
    ],
    before,
  };
}
