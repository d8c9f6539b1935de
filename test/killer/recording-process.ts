/**
 * A contact API in a process of its own, to be killed: `node recording-process.ts PORT LOG LATENCY_MS`. Writes a
 * line for each request as soon as it has arrived, then waits, then answers. Says `listening PORT` when it does.
 */
import { openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [port = '0', logFile = '', latency = '0'] = process.argv.slice(2);
const log = openSync(logFile, 'a');

const server = createServer((request, response) => {
  const blocks: Buffer[] = [];
  request.on('data', (block: Buffer) => blocks.push(block));
  request.on('end', () => {
    const { contacts } = JSON.parse(Buffer.concat(blocks).toString('utf8')) as {
      contacts: { external_reference_id: string }[];
    };
    const ids = contacts.map((each) => each.external_reference_id);
    writeSync(log, `${JSON.stringify(ids)}\n`);
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ items: ids.map((id) => ({ external_reference_id: id, code: 201 })) }));
    }, Number(latency));
  });
});
server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});
