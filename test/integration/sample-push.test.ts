import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../electron/engine.ts';
import { fetchTransport } from '../../electron/push/fetch-transport.ts';
import type { RunDetail } from '../../shared/bridge.ts';

let dataDir: string;
let engine: Engine;
let run: RunDetail;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sample-'));
  const keys = new Map<string, string>();
  engine = await openEngine({
    dataDir,
    secrets: {
      place: 'memory',
      read: async (id) => keys.get(id) ?? null,
      save: async (id, key) => {
        keys.set(id, key);
        return 'memory';
      },
      remove: async (id) => void keys.delete(id),
    },
    transport: fetchTransport,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const { audienceId } = engine.openSample();
  await engine.imports.finished(audienceId);
  const mapping = await engine.handlers['mapping.get']({ audienceId });
  if (!mapping) throw new Error('the sample has no mapping');
  const { checkId } = await engine.handlers['check.start']({ audienceId, mapping });
  await engine.checks.finished(checkId);
  const { id: connectionId } = await engine.handlers['practice.start'](undefined);
  const { runId } = await engine.handlers['push.start']({ checkId, connectionId });
  await engine.pushes.finished(runId);
  run = await engine.handlers['runs.get']({ runId });
});

afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true });
});

const status = () => engine.handlers['practice.status'](undefined);
const segment = async (kind: 'tag' | 'property', name: string, value: string | null) =>
  (await engine.handlers['practice.segment']({ kind, name, value })).count;

describe('the sample audience, pushed into the practice workspace', () => {
  it('is accounted for row by row', () => {
    const { rows, contacts } = run.receipt;
    expect(run.state).toBe('finished');
    expect(contacts.sent).toBeGreaterThan(300);
    expect(contacts).toMatchObject({ accepted: contacts.sent, rejected: 0, unknown: 0, not_sent: 0 });
    expect(contacts.sent + rows.excluded + rows.merged).toBe(rows.total);
  });

  it('is all there, each contact once', async () => {
    expect((await status()).contacts).toBe(run.receipt.contacts.accepted);
  });

  it('can be rebuilt as a segment, by tag and by property', async () => {
    const { accepted } = run.receipt.contacts;
    expect(await segment('tag', 'spring-vip', null)).toBe(accepted);
    expect(await segment('property', 'zeotap_audience_name', 'VIP Spring')).toBe(accepted);
  });

  it('loses only the tag that nobody created', async () => {
    expect((await status()).notIngested).toEqual([
      { kind: 'tag', name: 'outlet', reason: 'unknown', times: expect.any(Number) },
    ]);
  });

  it('arrives with numbers in E.164, dates in ISO 8601 and numbers as numbers', async () => {
    const { items } = await engine.handlers['practice.contacts']({ search: '', offset: 0, limit: 1000 });
    for (const contact of items) {
      expect(contact.phoneNumber).toMatch(/^\+[1-9]\d{6,14}$/);
      expect(contact.externalReferenceId).toBe(contact.phoneNumber);
      expect(contact.customProperties.last_purchase ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(typeof (contact.customProperties.orders ?? 0)).toBe('number');
    }
  });

  it('is found as people search: by a name with an umlaut, and by a phone number as they write it', async () => {
    const search = async (text: string) =>
      (await engine.handlers['practice.contacts']({ search: text, offset: 0, limit: 10 })).total;
    expect(await search('güNther')).toBeGreaterThan(0);
    expect(await search('+49 171 / 392 00 9')).toBeGreaterThan(0);
  });
});
