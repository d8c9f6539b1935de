import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../electron/engine.ts';
import { silentLog } from '../../electron/log.ts';
import { fetchTransport } from '../../electron/push/fetch-transport.ts';
import type { RunDetail } from '../../shared/bridge.ts';
import {
  type PracticeFaultCode,
  type PracticeForm,
  practiceBehaviourSchema,
  practiceFaults,
  practiceForms,
} from '../../shared/practice-faults.ts';
import { brokenIdentities } from '../../shared/receipt.ts';
import { memorySecrets } from '../support/memory-secrets.ts';
import { virtualClock } from '../support/virtual-clock.ts';

let dataDir: string;
let engine: Engine;
let checkId: string;
let connectionId: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'practice-faults-'));
  engine = await openEngine({
    dataDir,
    secrets: memorySecrets(),
    log: silentLog,
    clock: virtualClock(),
    // Nobody waits a minute for a server that never answers.
    transport: (request) => fetchTransport({ ...request, timeoutMs: 1000 }),
  });
  const { audienceId } = engine.openSample();
  await engine.imports.finished(audienceId);
  const mapping = await engine.handlers['mapping.get']({ audienceId });
  if (!mapping) throw new Error('the sample has no mapping');
  ({ checkId } = await engine.handlers['check.start']({ audienceId, mapping }));
  await engine.checks.finished(checkId);
  ({ id: connectionId } = await engine.handlers['practice.start'](undefined));
});

afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true });
});

/** Pushes the sample into a practice workspace that behaves so. */
async function rehearse(behaviour: object): Promise<RunDetail> {
  await engine.handlers['practice.behave'](practiceBehaviourSchema.parse(behaviour));
  const { runId } = await engine.handlers['push.start']({ checkId, connectionId });
  await engine.pushes.finished(runId);
  const run = await engine.handlers['runs.get']({ runId });
  expect(brokenIdentities(run.receipt)).toEqual([]);
  return run;
}

describe('the practice workspace', () => {
  const unconfirmed: readonly PracticeForm[] = ['error_list', 'empty', 'object'];
  it.each(Object.keys(practiceForms) as PracticeForm[])('answers in the form %s', async (form) => {
    const { contacts } = await rehearse({ form });
    expect(contacts[unconfirmed.includes(form) ? 'unconfirmed' : 'accepted']).toBe(contacts.sent);
  });

  const fatal: readonly PracticeFaultCode[] = ['http_401', 'http_403', 'http_404', 'http_415', 'redirect'];
  const doubtful: readonly PracticeFaultCode[] = ['wrong_length', 'foreign_ids', 'repeated_id'];
  it.each(Object.keys(practiceFaults) as PracticeFaultCode[])(
    'rehearses %s',
    { timeout: 60_000 },
    async (code) => {
      const { contacts, state } = await rehearse({ fault: { code } });
      const all = contacts.sent + contacts.not_sent;
      if (fatal.includes(code))
        expect({ state, not_sent: contacts.not_sent }).toEqual({ state: 'stopped', not_sent: all });
      else if (doubtful.includes(code)) expect(contacts.unconfirmed).toBe(all);
      else if (code.startsWith('refused_'))
        expect(contacts).toMatchObject({ rejected: 1, accepted: all - 1 });
      else expect({ state, accepted: contacts.accepted }).toEqual({ state: 'finished', accepted: all });
    },
  );
});
