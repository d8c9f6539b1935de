/**
 * Compares checkPhone with libphonenumber-js/max on generated numbers:
 * `npm run test:phones -- [--count N] [--seed S]`. Exits with 1 if there is any difference.
 */
import { parseArgs } from 'node:util';
import { type Difference, differenceIn } from './compare.ts';
import { writeNumber } from './generate.ts';
import { chanceOf } from './random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('--count and --seed take whole numbers\n');
  process.exit(1);
}

const chance = chanceOf(seed);
const differences: Difference[] = [];
const started = performance.now();
const say = (done: number): void => {
  const seconds = (performance.now() - started) / 1000;
  const left = (seconds / done) * (count - done);
  const line = `${done.toLocaleString('en')} of ${count.toLocaleString('en')} numbers, ${differences.length} differences, ${Math.round(done / seconds).toLocaleString('en')}/s, ${Math.ceil(left)} s left`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}\u001B[K` : `${line}\n`);
};

const step = Math.max(10_000, Math.floor(count / (process.stderr.isTTY ? 500 : 10)));
for (let done = 1; done <= count; done += 1) {
  const difference = differenceIn(writeNumber(chance));
  if (difference) differences.push(difference);
  if (done % step === 0) say(done);
}
if (process.stderr.isTTY) process.stderr.write('\n');
for (const { written, what, ours, library } of differences.slice(0, 20))
  process.stdout.write(
    `${JSON.stringify(written.text)} in ${written.home}: ${what} is ${ours}, the library says ${library}\n`,
  );
process.stdout.write(
  `${count.toLocaleString('en')} numbers (seed ${seed}): ${differences.length} differences from libphonenumber-js/max\n`,
);
process.exit(differences.length === 0 ? 0 : 1);
