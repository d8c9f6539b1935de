/** A server that takes requests of 1,000 contacts and says of each that it was taken: `node server.ts LATENCY_MS`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contactsPerRequest } from './people.ts';

const latency = Number(process.argv[2] ?? 0);
const results = Array.from({ length: contactsPerRequest }, () => ({ success: true }));
const body = Buffer.from(JSON.stringify({ success: true, results }));
const head = { 'content-type': 'application/json', 'content-length': body.length };

const server = createServer((request, response) => {
  const answer = (): void => void response.writeHead(200, head).end(body);
  request.resume().on('end', () => (latency > 0 ? setTimeout(answer, latency) : answer()));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});
