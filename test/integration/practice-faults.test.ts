import { describe, expect, it } from 'vitest';
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
import { tempDirs } from '../support/temp-dir.ts';
import { memorySecrets, openTestEngine } from '../support/test-engine.ts';
import { virtualClock } from '../support/virtual-clock.ts';

const tempDir = tempDirs();

/** Pushes the sample into a practice workspace that behaves so. */
async function rehearse(behaviour: object): Promise<RunDetail> {
  const engine = await openTestEngine(tempDir().path, {
    secrets: memorySecrets(),
    clock: virtualClock(),
    // Nobody waits a minute for a server that never answers.
    transport: (request) => fetchTransport({ ...request, timeoutMs: 2000 }),
  });
  const { audienceId } = engine.openSample();
  await engine.imports.finished(audienceId);
  const mapping = await engine.handlers['mapping.get']({ audienceId });
  if (!mapping) throw new Error('the sample has no mapping');
  const { checkId } = await engine.handlers['check.start']({ audienceId, mapping });
  await engine.checks.finished(checkId);
  const { id: connectionId } = await engine.handlers['practice.start'](undefined);
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
