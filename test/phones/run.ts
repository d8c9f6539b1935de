/**
 * Phone checks against generated numbers, as many as one likes:
 * `npm run test:phones -- [--count N] [--bare N] [--seed S]`.
 *
 * First the numbers that say which one they are, compared with libphonenumber-js/max (`--count`); then mobiles
 * whose plus or trunk zero was taken away, which must never become another number (`--bare`). Exits with 1 if
 * there is any difference or any wrong number.
 */
import { parseArgs } from 'node:util';
import { bareHomes, shareOfAmbiguous, type WrongNumber, wrongForeign, wrongHome } from './bare.ts';
import { type Difference, differenceIn } from './compare.ts';
import { writeNumber } from './generate.ts';
import { type Chance, chanceOf } from './random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    bare: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const count = Number(values.count);
const bare = Number(values.bare ?? Math.ceil(count / 5));
const seed = Number(values.seed);
if (![count, bare, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('--count, --bare and --seed take whole numbers\n');
  process.exit(1);
}

const grouped = (number: number): string => Math.round(number).toLocaleString('en');

/** Does something many times, with a line of progress on stderr; what isn't null is kept. */
function repeat<Found>(times: number, what: string, once: (round: number) => Found | null): Found[] {
  const found: Found[] = [];
  const terminal = process.stderr.isTTY;
  const step = Math.max(2_000, Math.floor(times / (terminal ? 500 : 20)));
  const started = performance.now();
  for (let done = 1; done <= times; done += 1) {
    const one = once(done);
    if (one !== null) found.push(one);
    if (done % step !== 0 && done !== times) continue;
    const seconds = (performance.now() - started) / 1000;
    const line = `${grouped(done)} of ${grouped(times)} ${what}, ${found.length} wrong, ${grouped(done / seconds)}/s, ${Math.ceil((seconds / done) * (times - done))} s left`;
    process.stderr.write(terminal ? `\r${line}\u001B[K${done === times ? '\n' : ''}` : `${line}\n`);
  }
  return found;
}

const tell = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const chance: Chance = chanceOf(seed);
const differences: Difference[] = repeat(count, 'numbers compared', () => differenceIn(writeNumber(chance)));
for (const { written, what, ours, library } of differences.slice(0, 20))
  tell(`${JSON.stringify(written.text)} in ${written.home}: ${what} is ${ours}, the library says ${library}`);

const wrong: WrongNumber[] = repeat(bare, 'bare numbers', (round) =>
  round % 2 === 0
    ? wrongHome(chance)
    : wrongForeign(chance, bareHomes[((round - 1) / 2) % bareHomes.length] ?? 'DE'),
);
for (const { home, text, original, sent } of wrong.slice(0, 20))
  tell(`${text} in ${home} was ${original}, and would be sent to ${sent}`);

if (bare > 0) {
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`.padStart(16);
  tell('\nmobiles of a country in its own files that end as ambiguous:');
  tell(
    `  ${''.padEnd(4)}${'no plus'.padStart(16)}${'national format'.padStart(16)}${'number alone'.padStart(16)}`,
  );
  for (const home of bareHomes) {
    const share = shareOfAmbiguous(chance, home, 5_000);
    tell(
      `  ${home.padEnd(4)}${percent(share.withCallingCode)}${percent(share.nationalFormat)}${percent(share.nationalAlone)}`,
    );
  }
  tell('');
}
tell(`seed ${seed}`);
tell(`${grouped(count)} numbers: ${differences.length} differences from libphonenumber-js/max`);
tell(`${grouped(bare)} mobiles as bare digits: ${wrong.length} became another number`);
process.exitCode = differences.length + wrong.length === 0 ? 0 : 1;
