/**
 * Writes the sample audience that ships with the app, from a seed: the same file at every run.
 *
 *     node scripts/make-sample.ts          writes electron/practice/sample/spring-vip.csv
 *     node scripts/make-sample.ts --check  only says whether the file is what the seed gives; exit code 1 if not
 *
 * Whose phone numbers these are, and who set them aside for fiction: `sample/reserved.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeSampleCsv } from './sample/audience.ts';

const file = new URL('../electron/practice/sample/spring-vip.csv', import.meta.url);
const csv = makeSampleCsv();

if (process.argv.includes('--check')) {
  // Git may have turned the line ends over, depending on the machine.
  const same = readFileSync(file, 'utf8').replaceAll('\r\n', '\n') === csv;
  console.log(
    same ? 'The sample is what its seed gives.' : 'The sample differs: run node scripts/make-sample.ts',
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, csv);
  console.log(`${fileURLToPath(file)}: ${csv.length} characters`);
}
