/**
 * checkPhone against libphonenumber-js/max (`parsePhoneNumberFromString`, `isValid`, `getType`), in one process:
 * `npm run bench -- phone [--json] [--count N] [--rounds N]`.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkPhone } from '../../shared/phone/check-phone.ts';
import type { CountryCode } from '../../shared/phone/types.ts';
import { countryPlans } from '../phones/plans.ts';
import { type Chance, chanceOf } from '../phones/random.ts';

const home: CountryCode = 'DE';
const options = { defaultCountry: home };

/** Where the people of a European audience have their phones, in parts of a hundred. */
const shares: Readonly<Record<string, number>> = {
  DE: 55,
  AT: 8,
  CH: 6,
  FR: 5,
  GB: 4,
  IT: 4,
  ES: 4,
  NL: 3,
  US: 3,
  PL: 3,
  TR: 2,
  BR: 1,
  IN: 1,
  SE: 1,
};

const drawn = Object.entries(shares).flatMap(([country, share]) => Array<string>(share).fill(country));

/** A valid number of someone in the audience, nine times out of ten a mobile. */
function numberOf(chance: Chance): {
  readonly e164: string;
  readonly callingCode: string;
  readonly home: boolean;
} {
  for (;;) {
    const country = chance.pick(drawn);
    const plan = countryPlans.find((candidate) => candidate.country === country);
    if (!plan) throw new Error(`no plan of ${country}`);
    const wanted = chance.happens(0.9) ? 'MOBILE' : 'FIXED_LINE';
    const type = plan.types.find((candidate) => candidate.type === wanted) ?? plan.types[0];
    const e164 = `+${plan.callingCode}${type?.write(chance) ?? ''}`;
    if (parsePhoneNumberFromString(e164)?.isValid())
      return { e164, callingCode: plan.callingCode, home: plan.country === home };
  }
}

/** One of the ways in which people and programs write a good number. */
function otherwise(chance: Chance): string {
  const { e164, callingCode, home: isHome } = numberOf(chance);
  const national = e164.slice(callingCode.length + 1);
  const spaced = `${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`;
  switch (chance.below(isHome ? 8 : 5)) {
    case 0:
      return `+${callingCode} ${spaced}`;
    case 1:
      return `00${callingCode}${national}`;
    case 2:
      return e164.slice(1);
    case 3:
      return `+${callingCode}-${national.slice(0, 3)}-${national.slice(3)}`;
    case 4:
      return `00${callingCode} ${spaced}`;
    case 5:
      return `0${national}`;
    case 6:
      return `0${national.slice(0, 3)}/${national.slice(3)}`;
    default:
      return `+${callingCode} (0) ${spaced}`;
  }
}

/** What can't be sent. */
function broken(chance: Chance): string {
  const { e164 } = numberOf(chance);
  switch (chance.below(8)) {
    case 0:
      return e164.slice(0, 6);
    case 1:
      return `${e164}${chance.below(100_000) + 100_000}`;
    case 2:
      return `${e164.slice(1, 2)}.${e164.slice(2, 7)}E+11`;
    case 3:
      return chance.pick(['n/a', '-', 'unbekannt', '0000000000', '']);
    case 4:
      return `${e164} / ${numberOf(chance).e164}`;
    case 5:
      return `Tel. ${e164}`;
    case 6:
      return String(chance.below(1_000_000));
    default:
      return `+999${e164.slice(4)}`;
  }
}

function mixed(chance: Chance): string {
  const part = chance.below(10);
  if (part < 6) return numberOf(chance).e164;
  return part < 9 ? otherwise(chance) : broken(chance);
}

/** Anything at all: other scripts, control characters, endless cells. */
function fuzz(chance: Chance): string {
  const length = chance.happens(0.2) ? 10_000 : chance.below(60);
  let text = chance.pick(['', '+', '+49 151 ', '00']);
  while (text.length < length)
    text += chance.happens(0.5) ? String(chance.below(10)) : String.fromCharCode(chance.below(65_536));
  return text;
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    count: { type: 'string', default: '40000' },
    rounds: { type: 'string', default: '7' },
  },
});
const count = Math.max(1_000, Number(values.count) || 0);
const rounds = Math.max(1, Number(values.rounds) || 0);

let kept = 0;

function ours(texts: readonly string[]): void {
  for (const text of texts) kept += checkPhone(text, options).findings.length;
}

function library(texts: readonly string[]): void {
  for (const text of texts) {
    const number = parsePhoneNumberFromString(text, home);
    if (number?.isValid()) kept += number.getType() ? 1 : 0;
  }
}

/** Cells a second, over at least a quarter of a second. */
function speed(run: (texts: readonly string[]) => void, texts: readonly string[]): number {
  const started = performance.now();
  let cells = 0;
  let elapsed = 0;
  while (elapsed < 250) {
    run(texts);
    cells += texts.length;
    elapsed = performance.now() - started;
  }
  return (cells / elapsed) * 1000;
}

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/** Both sides in turn, so that a busy machine slows both; the middle of all rounds. */
function compare(texts: readonly string[]): { ours: number; library: number; ratio: number } {
  ours(texts);
  ours(texts);
  library(texts.slice(0, 10_000));
  const measured = Array.from({ length: rounds }, () => ({
    library: speed(library, texts),
    ours: speed(ours, texts),
  }));
  return {
    ours: Math.round(middle(measured.map((round) => round.ours))),
    library: Math.round(middle(measured.map((round) => round.library))),
    ratio: middle(measured.map((round) => round.ours / round.library)),
  };
}

/** How long single cells take, in microseconds. */
function percentiles(texts: readonly string[]): { p50: number; p99: number } {
  ours(texts);
  const times = texts
    .map((text) => {
      const started = performance.now();
      kept += checkPhone(text, options).findings.length;
      return (performance.now() - started) * 1000;
    })
    .sort((one, other) => one - other);
  return {
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

/**
 * The first verdict of a fresh process, in milliseconds from when modules and metadata are loaded: the best of
 * five, since a busy machine only ever adds to it.
 */
function firstVerdict(): number {
  const script = `
    const { checkPhone } = await import(${JSON.stringify(new URL('../../shared/phone/check-phone.ts', import.meta.url).href)});
    const started = performance.now();
    checkPhone('+4915123457520', { defaultCountry: 'DE' });
    process.stdout.write(String(performance.now() - started));`;
  const times = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  );
  return Math.min(...times);
}

const chance = chanceOf(7);
const sample = (write: (chance: Chance) => string, length = count): string[] =>
  Array.from({ length }, () => write(chance));

const e164Texts = sample((source) => numberOf(source).e164);
const mixedTexts = sample(mixed);
const results = {
  e164: compare(e164Texts),
  mixed: compare(mixedTexts),
  ordinaryMicroseconds: percentiles(mixedTexts),
  fuzzedMicroseconds: percentiles(sample(fuzz, 10_000)),
  firstVerdictMilliseconds: firstVerdict(),
};

if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
else {
  const perSecond = (number: number): string => number.toLocaleString('en').padStart(12);
  const line = (
    name: string,
    { ours: we, library: they, ratio }: ReturnType<typeof compare>,
    wanted: number,
  ): string =>
    `${name.padEnd(34)}${perSecond(we)}${perSecond(they)}${`${ratio.toFixed(1)}x`.padStart(9)}   wanted ${wanted}x\n`;
  const { p50, p99 } = results.ordinaryMicroseconds;
  const fuzzed = results.fuzzedMicroseconds;
  process.stdout.write(
    `${''.padEnd(34)}${'ours/s'.padStart(12)}${'library/s'.padStart(12)}${'ratio'.padStart(9)}\n` +
      line('E.164 only', results.e164, 25) +
      line('60% E.164, 30% otherwise, 10% bad', results.mixed, 20) +
      `\none cell of the mix:  ${p50.toFixed(1)} µs in the middle, ${p99.toFixed(1)} µs at the 99th percentile\n` +
      `one fuzzed cell:      ${fuzzed.p50.toFixed(1)} µs in the middle, ${fuzzed.p99.toFixed(1)} µs at the 99th percentile\n` +
      `first verdict:        ${results.firstVerdictMilliseconds.toFixed(1)} ms after the metadata is loaded\n`,
  );
}
if (kept < 0) process.exit(1);
