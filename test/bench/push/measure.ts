/** Pushes a frozen run and tells how fast it was and how much memory it took: `node measure.ts DIR RUN URL`. */

import { systemClock } from '../../../electron/push/clock.ts';
import { fetchTransport } from '../../../electron/push/fetch-transport.ts';
import { openAppDb } from '../../../electron/store/schema.ts';
import { reopenRun } from '../../support/frozen-run.ts';

const [dir = '', runId = '', baseUrl = ''] = process.argv.slice(2);
const db = openAppDb(dir);
db.prepare('UPDATE run SET base_url = ? WHERE id = ?').run(baseUrl, runId);
const started = performance.now();
const receipt = await reopenRun(db, runId).push(fetchTransport, { clock: systemClock });
const seconds = (performance.now() - started) / 1000;
db.close();
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ seconds, megabytes, ...receipt.contacts })}\n`);
