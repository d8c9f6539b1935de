import type { Handlers, RunDetail, SegmentHint } from '../../shared/bridge.ts';
import type { Connections } from '../connections/connections.ts';
import type { Pushes } from '../push/pushes.ts';
import type { History } from '../result/history.ts';
import type { RunRows } from '../store/run-rows.ts';
import type { Run, RunStore } from '../store/runs.ts';

type PushCommand = Exclude<
  Extract<keyof Handlers, `push.${string}` | `runs.${string}` | `retention.${string}`>,
  'runs.export'
>;

/** The engine's answers about pushes: the one under way, and those that were made. */
export function pushHandlers(parts: {
  readonly pushes: Pushes;
  readonly connections: Connections;
  readonly runs: RunStore;
  readonly runRows: RunRows;
  readonly history: History;
}): Pick<Handlers, PushCommand> {
  const { pushes, connections, runs, runRows, history } = parts;
  return {
    'push.start': async ({ checkId, connectionId, limit, canary }) => {
      const { connection, apiKey } = await connections.open(connectionId);
      const few = canary === undefined ? limit : { contacts: canary, isCanary: true };
      return pushes.start(checkId, { ...connection, apiKey }, few);
    },
    'push.pause': ({ runId }) => {
      pushes.pause(runId);
      return null;
    },
    'push.resume': async ({ runId, limit }) => {
      pushes.resume(runId, await connections.openForRun(runs.get(runId)), limit);
      return null;
    },
    'push.retry': async ({ runId, unconfirmed = false }) =>
      pushes.retry(runId, await connections.openForRun(runs.get(runId)), { unconfirmed }),
    'push.cancel': ({ runId }) => {
      pushes.cancel(runId);
      return null;
    },
    'push.progress': ({ runId }) => pushes.progress(runId),

    'runs.list': () => {
      // A push of another process may have died since this one was opened.
      history.recover();
      return runs.list().map((run) => runs.summary(run));
    },
    'runs.get': ({ runId }) => detailOf(runs, runs.get(runId)),
    'runs.rows': ({ runId, kind, offset, limit }) => runRows.page(runId, kind, offset, limit),
    'runs.sent': ({ runId, offset, limit }) => runRows.page(runId, 'sent', offset, limit),
    'runs.remove': async ({ runId }) => {
      await history.remove(runId);
      return null;
    },
    'runs.forget': async ({ runId }) => {
      await history.forget(runId);
      return null;
    },

    'retention.get': () => ({ days: history.days() }),
    'retention.set': async ({ days }) => {
      await history.setDays(days);
      return { days };
    },
    'retention.forgetNow': () => history.forgetNow(),
  };
}

function detailOf(runs: RunStore, run: Run): RunDetail {
  const receipt = runs.receipt(run);
  const there = receipt.contacts.accepted + receipt.contacts.unconfirmed;
  return {
    ...runs.summary(run),
    audienceId: run.audienceId,
    connectionId: run.connectionId,
    mapping: run.mapping,
    retries: runs.retriesOf(run.runId),
    baseUrl: run.baseUrl,
    receipt,
    stopReason: run.stopReason,
    segments: run.segments.map((segment): SegmentHint => ({ ...segment, contacts: there })),
  };
}
