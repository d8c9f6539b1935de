import { afterEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../shared/receipt.ts';
import { brokenIdentities } from '../../shared/receipt.ts';
import { markedKey } from '../support/marked-key.ts';
import { type Answer, type RecordingServer, startRecordingServer } from '../support/recording-server.ts';
import { runCli } from '../support/run-cli.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();
const key = markedKey;

const mapping = {
  version: 1,
  externalReferenceId: { column: 'phone' },
  firstName: { column: 'first_name' },
  lastName: { column: 'last_name' },
  phoneNumber: { column: 'phone' },
  emailAddress: { column: 'email' },
  tags: [{ constant: '984' }, { column: 'tags', separator: ';' }],
  customProperties: [
    { technicalName: 'zeotap_audience_name', type: 'string', source: { constant: 'VIP Spring' } },
    { technicalName: 'orders', type: 'number', source: { column: 'orders' } },
    {
      technicalName: 'last_purchase',
      type: 'date',
      format: 'dd.MM.yyyy',
      source: { column: 'last_purchase' },
    },
  ],
  phone: { defaultCountry: 'DE' },
  onlyRowsWhere: [{ column: 'consent', in: ['ja'] }],
};

const header = 'first_name,last_name,phone,email,tags,orders,last_purchase,consent';

/** A number of the range that is kept free for film and television in Germany, and one digit behind it. */
const phone = (index: number): string => `+4915228${String(index).padStart(6, '0')}`;

/** `count` good rows. */
const people = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `Jörg,Müller ${index},${phone(index)},j${index}@example.com,VIP,3,24.12.2025,ja`,
  ).join('\n');

const servers: RecordingServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Pushes a file to a server that records, as a script would. */
async function push(
  csv: string,
  answer?: Answer,
  more: { mapping?: unknown; args?: string[]; dir?: ReturnType<typeof tempDir> } = {},
) {
  const server = await startRecordingServer(answer);
  servers.push(server);
  const dir = more.dir ?? tempDir();
  const file = dir.write('people.csv', csv);
  const mappingFile = dir.write('mapping.json', JSON.stringify(more.mapping ?? mapping));
  const result = await runCli(
    [
      'push',
      file,
      '--mapping',
      mappingFile,
      '--base-url',
      server.baseUrl,
      '--json',
      '--data-dir',
      dir.join('data'),
      ...(more.args ?? []),
    ],
    { AUDIENCE_PUSH_API_KEY: key },
  );
  return { ...result, server, dir, receipt: JSON.parse(result.stdout) as Receipt };
}

describe('push --base-url --json', () => {
  it('sends what the mapping says, under the names of the contact API', async () => {
    const { server, code, receipt } = await push(
      `${header}\nJörg,Müller,01522 8817386,j@example.com,"VIP;Sommer",12,24.12.2025,ja\nAnn,,+1 212 555 0142,,,,,Ja\nEva,Groß,+4915228817388,e@example.com,,,,nein\n`,
    );
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'PUT',
      url: '/api/v1beta/contacts/batch',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
    });
    expect(server.contacts()).toEqual([
      {
        external_reference_id: '+4915228817386',
        source_type: 'audience-push',
        first_name: 'Jörg',
        last_name: 'Müller',
        phone_numbers: [{ type: 'main', value: '+4915228817386' }],
        email_address: [{ type: 'main', value: 'j@example.com' }],
        tags: ['984', 'VIP', 'Sommer'],
        custom_properties: { zeotap_audience_name: 'VIP Spring', orders: 12, last_purchase: '2025-12-24' },
      },
      {
        external_reference_id: '+12125550142',
        source_type: 'audience-push',
        first_name: 'Ann',
        phone_numbers: [{ type: 'main', value: '+12125550142' }],
        tags: ['984'],
        custom_properties: { zeotap_audience_name: 'VIP Spring' },
      },
    ]);
    expect(receipt).toEqual({
      runId: expect.any(String),
      state: 'finished',
      rows: { total: 3, ready: 0, fixed: 2, warned: 0, merged: 0, excluded: 1 },
      excludedBy: { 'row.filtered': 1 },
      contacts: { sent: 2, accepted: 0, unconfirmed: 2, rejected: 0, unknown: 0, not_sent: 0 },
      rejectedBy: {},
      requests: { made: 1, retried: 0, split: 0 },
    });
    // Nobody said no, and the filter's row is aside.
    expect(code).toBe(0);
  });

  it('sends 2,500 contacts in batches of at most 1,000, each once and in the order of the file', async () => {
    const { server, receipt } = await push(`${header}\n${people(2500)}\n`);
    const sizes = server.requests.map(
      ({ body }) => (JSON.parse(body) as { contacts: unknown[] }).contacts.length,
    );
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(server.contacts().map((contact) => contact.external_reference_id)).toEqual(
      Array.from({ length: 2500 }, (_, index) => phone(index)),
    );
    expect(receipt.contacts).toMatchObject({ sent: 2500, unconfirmed: 2500 });
    expect(brokenIdentities(receipt)).toEqual([]);
  });

  it('ends with 2 where rows were excluded, and counts each once by its first reason', async () => {
    const { code, receipt, server } = await push(
      `${header}\nA,B,4.91512E+11,,,,,ja\nC,D,n/a,,,,,ja\nE,F,,,,,,ja\nG,H,+4915228817386,,,,,ja\nG,H,0049 1522 8817386,,,,,ja\n`,
    );
    expect(code).toBe(2);
    expect(receipt.excludedBy).toEqual({
      'phone.scientific': 1,
      'phone.placeholder': 1,
      'reference_id.empty': 1,
      'row.duplicate': 1,
    });
    expect(receipt.rows).toMatchObject({ total: 5, ready: 1, excluded: 4 });
    expect(server.contacts()).toHaveLength(1);
  });

  it('stops at once where the key is refused, with nothing sent that was not counted', async () => {
    const { code, receipt, server } = await push(`${header}\n${people(1500)}\n`, () => ({
      status: 401,
      body: '{"errors":[{"message":"invalid api key"}]}',
    }));
    expect(code).toBe(3);
    expect(server.requests).toHaveLength(1);
    expect(receipt).toMatchObject({ state: 'stopped', contacts: { sent: 0, not_sent: 1500 } });
    expect(brokenIdentities(receipt)).toEqual([]);
  });

  it('says which contacts were rejected and why', async () => {
    const answer: Answer = ({ body }) => {
      const { contacts } = JSON.parse(body) as { contacts: { external_reference_id: string }[] };
      const items = contacts.map(({ external_reference_id }, index) =>
        index === 1
          ? { external_reference_id, code: 400, description: 'blocked number' }
          : { external_reference_id, code: 201 },
      );
      return { status: 207, body: JSON.stringify({ items }) };
    };
    const { code, receipt, dir } = await push(`${header}\n${people(3)}\n`, answer);
    expect(code).toBe(2);
    expect(receipt.contacts).toMatchObject({ accepted: 2, rejected: 1 });
    expect(receipt.rejectedBy).toEqual({ 'blocked number': 1 });

    const out = dir.join('rejected.csv');
    const dataDir = ['--data-dir', dir.join('data')];
    const exported = await runCli([
      'export',
      receipt.runId,
      '--rows',
      'rejected',
      '--out',
      out,
      '--json',
      ...dataDir,
    ]);
    expect(JSON.parse(exported.stdout)).toMatchObject({ rows: 1 });
    const shown = await runCli(['show', receipt.runId, '--json', ...dataDir]);
    expect(JSON.parse(shown.stdout)).toEqual(receipt);
    const runs = await runCli(['runs', '--json', ...dataDir]);
    expect(JSON.parse(runs.stdout)).toEqual([
      {
        runId: receipt.runId,
        state: 'finished',
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        file: 'people.csv',
        connection: expect.stringContaining('127.0.0.1'),
        rows: receipt.rows,
        contacts: receipt.contacts,
      },
    ]);
  });

  it('pauses at --limit, and resume sends the rest without the file', async () => {
    const { code, receipt, dir, server } = await push(`${header}\n${people(1200)}\n`, undefined, {
      args: ['--limit', '5'],
    });
    expect(code).toBe(3);
    expect(receipt).toMatchObject({ state: 'paused', contacts: { sent: 5, not_sent: 1195 } });

    dir.write('people.csv', 'gone');
    const resumed = await runCli(['resume', receipt.runId, '--json', '--data-dir', dir.join('data')], {
      AUDIENCE_PUSH_API_KEY: key,
    });
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      state: 'finished',
      contacts: { sent: 1200, not_sent: 0 },
    });
    const ids = server.contacts().map((contact) => contact.external_reference_id);
    expect(ids).toHaveLength(1200);
    expect(new Set(ids).size).toBe(1200);
  });
});

describe('push --practice', () => {
  it('needs neither a key nor a connection', async () => {
    const dir = tempDir();
    const file = dir.write('people.csv', `${header}\n${people(3)}\n`);
    const mappingFile = dir.write('mapping.json', JSON.stringify(mapping));
    const { code, stdout } = await runCli([
      'push',
      file,
      '--mapping',
      mappingFile,
      '--practice',
      '--json',
      '--data-dir',
      dir.join('data'),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ contacts: { sent: 3, accepted: 3 } });
  });
});
