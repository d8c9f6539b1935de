/** papaparse, streaming a file and counting its rows: `node papaparse-alone.ts FILE`. */
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

let rows = 0;
Papa.parse<string[]>(createReadStream(process.argv[2] ?? ''), {
  chunk: ({ data }) => {
    rows += data.length;
  },
  complete: () => console.log(JSON.stringify({ rows })),
  error: (error: Error) => {
    throw error;
  },
});
