/**
 * Pushes a frozen run and tells how much memory that took: `node measure.ts DIR RUN URL`; or sends as many contacts
 * in a plain loop: `node measure.ts loop CONTACTS URL`.
 */

import { systemClock } from '../../../electron/push/clock.ts';
import { fetchTransport } from '../../../electron/push/fetch-transport.ts';
import { openAppDb } from '../../../electron/store/schema.ts';
import { reopenRun } from '../../support/frozen-run.ts';
import { plainLoop } from './plain-loop.ts';

const [dir = '', what = '', baseUrl = ''] = process.argv.slice(2);
let accepted = Number(what);
if (dir === 'loop') await plainLoop(accepted, baseUrl);
else {
  const db = openAppDb(dir);
  db.prepare('UPDATE run SET base_url = ? WHERE id = ?').run(baseUrl, what);
  const receipt = await reopenRun(db, what).push(fetchTransport, { clock: systemClock });
  accepted = receipt.contacts.accepted;
  db.close();
}
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ megabytes, accepted })}\n`);
