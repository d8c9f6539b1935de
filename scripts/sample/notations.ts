import type { ReservedNumber } from './reserved.ts';

type Notation = (number: ReservedNumber) => string;

const nbsp = '\u00a0';
const enDash = '\u2013';

/** `3920012` as `392 00 12`. */
function inPairs(digits: string): string {
  const head = digits.length % 2 === 0 ? 2 : 3;
  return [digits.slice(0, head), ...(digits.slice(head).match(/../g) ?? [])].join(' ');
}

/** Digits as they come from an input method for full-width characters. */
function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
}

/** E.164 as it should be. */
export const plain: Notation = (n) => `+${n.callingCode}${n.area}${n.subscriber}`;

/** How people and programs write a German number so that one can tell which it is. */
export const germanNotations = {
  spaced: (n) => `+49 ${n.area} ${n.subscriber}`,
  spacedInPairs: (n) => `+49 ${n.area} ${inPairs(n.subscriber)}`,
  doubleZero: (n) => `0049${n.area}${n.subscriber}`,
  doubleZeroSpaced: (n) => `0049 ${n.area} ${n.subscriber}`,
  national: (n) => `0${n.area}${n.subscriber}`,
  nationalSpaced: (n) => `0${n.area} ${n.subscriber}`,
  nationalInPairs: (n) => `0${n.area} ${inPairs(n.subscriber)}`,
  slash: (n) => `0${n.area}/${n.subscriber}`,
  hyphen: (n) => `0${n.area}-${n.subscriber}`,
  dots: (n) => `0${n.area}.${inPairs(n.subscriber).replaceAll(' ', '.')}`,
  brackets: (n) => `(0${n.area}) ${n.subscriber}`,
  trunkZero: (n) => `+49 (0)${n.area} ${n.subscriber}`,
  trunkZeroTight: (n) => `+49(0)${n.area}${n.subscriber}`,
  telUri: (n) => `tel:+49-${n.area}-${n.subscriber}`,
  noBreakSpaces: (n) => `+49${nbsp}${n.area}${nbsp}${n.subscriber}`,
  enDash: (n) => `0${n.area} ${enDash} ${n.subscriber}`,
  fullWidth: (n) => fullWidth(`0${n.area} ${n.subscriber}`),
  directionMarks: (n) => `\u202a+49 ${n.area} ${n.subscriber}\u202c`,
  missingPlus: (n) => `49${n.area}${n.subscriber}`,
  missingPlusSpaced: (n) => `49 ${n.area} ${n.subscriber}`,
  floatSuffix: (n) => `49${n.area}${n.subscriber}.0`,
  apostrophe: (n) => `'+49${n.area}${n.subscriber}`,
  formula: (n) => `="0${n.area}${n.subscriber}"`,
} as const satisfies Record<string, Notation>;

/** A spreadsheet took the number for a count, and its first zero away. */
export const lostZero: Notation = (n) => `${n.area}${n.subscriber}`;

/** How numbers of other countries come in. National forms need the country column. */
export const foreignNotations: Readonly<
  Record<Exclude<ReservedNumber['country'], 'DE'>, readonly [Notation, ...Notation[]]>
> = {
  GB: [
    plain,
    (n) => `+44 ${n.area} ${n.subscriber}`,
    (n) => `+44 (0)${n.area} ${n.subscriber.slice(0, 4)} ${n.subscriber.slice(4)}`,
    (n) => `0044 ${n.area} ${n.subscriber}`,
  ],
  FR: [plain, (n) => `+33 ${n.area} ${inPairs(n.subscriber)}`, (n) => `0033${n.area}${n.subscriber}`],
  SE: [
    plain,
    (n) => `+46 ${n.area} ${inPairs(n.subscriber)}`,
    (n) => `0${n.area}-${inPairs(n.subscriber)}`,
    (n) => `0046${n.area}${n.subscriber}`,
  ],
  US: [
    plain,
    (n) => `+1 ${n.area}-${n.subscriber.slice(0, 3)}-${n.subscriber.slice(3)}`,
    (n) => `(${n.area}) ${n.subscriber.slice(0, 3)}-${n.subscriber.slice(3)}`,
    (n) => `1-${n.area}-${n.subscriber.slice(0, 3)}-${n.subscriber.slice(3)}`,
  ],
};
