/**
 * The script that somebody would write instead: papaparse streams, libphonenumber-js judges the phone of each row.
 * `node plain-script.ts FILE`.
 */
import { createReadStream } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import Papa from 'papaparse';

let rows = 0;
let valid = 0;
Papa.parse<Record<string, string>>(createReadStream(process.argv[2] ?? ''), {
  header: true,
  step: ({ data }) => {
    rows += 1;
    if (parsePhoneNumberFromString(data.phone ?? '', 'DE')?.isValid()) valid += 1;
  },
  complete: () => console.log(JSON.stringify({ rows, valid })),
  error: (error: Error) => {
    throw error;
  },
});
