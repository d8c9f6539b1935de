import type { Handlers, RunDetail, SegmentHint } from '../shared/bridge.ts';
import { failWith } from '../shared/result.ts';
import type { Checks } from './check/checks.ts';
import { checkedRows } from './check/queries.ts';
import type { Connections } from './connections/connections.ts';
import type { Imports } from './import/imports.ts';
import type { Practice } from './practice/practice.ts';
import type { Pushes } from './push/pushes.ts';
import type { AudienceStore } from './store/audiences.ts';
import type { CheckStore } from './store/checks.ts';
import type { Run, RunStore } from './store/runs.ts';
import { engineVersion } from './version.ts';

/** Commands that need a window, a dialog or the app's own settings: the shell answers them. */
export type ShellCommand =
  | 'app.info'
  | 'settings.get'
  | 'settings.set'
  | 'audiences.choose'
  | 'audiences.openSample'
  | 'check.export'
  | 'runs.export';

const neverAborted = new AbortController().signal;

/** The engine's answers to the bridge's commands: each hands over to the stage that it is about. */
export function makeHandlers(parts: {
  readonly imports: Imports;
  readonly checks: Checks;
  readonly pushes: Pushes;
  readonly connections: Connections;
  readonly audiences: AudienceStore;
  readonly runs: RunStore;
  readonly checkStore: CheckStore;
  readonly practice: Practice;
}): Omit<Handlers, ShellCommand> {
  const { imports, checks, pushes, connections, audiences, runs, checkStore, practice } = parts;
  return {
    'connections.list': () => connections.list(),
    'connections.save': (input) => connections.save(input),
    'connections.remove': async ({ id }) => {
      await connections.remove(id);
      return null;
    },
    'connections.test': ({ id }) => connections.test(id, neverAborted),

    'practice.start': () => connections.startPractice(),
    'practice.status': () => practice.status(),
    'practice.contacts': ({ search, offset, limit }) => practice.contacts(search, offset, limit),
    'practice.segment': (filter) => ({ count: practice.count(filter) }),
    'practice.addTag': ({ tag }) => {
      practice.addTag(tag);
      return practice.status();
    },
    'practice.addProperty': ({ technicalName, type }) => {
      practice.addProperty(technicalName, type);
      return practice.status();
    },
    'practice.reset': () => {
      practice.reset();
      return practice.status();
    },

    'audiences.list': () => audiences.list(),
    'audiences.get': ({ id }) => audiences.get(id),
    'audiences.rows': ({ id, offset, limit }) => {
      const { rowCount } = audiences.getReady(id);
      return { total: rowCount, items: audiences.rows(id, offset, limit) };
    },
    'audiences.cancelImport': ({ id }) => {
      imports.cancel(id);
      return null;
    },
    'audiences.remove': ({ id }) => {
      audiences.getReady(id);
      audiences.remove(id);
      return null;
    },

    'mapping.get': ({ audienceId }) => audiences.mapping(audienceId),
    'mapping.set': ({ audienceId, mapping }) => {
      audiences.setMapping(audienceId, mapping);
      return null;
    },

    'check.start': ({ audienceId, mapping }) => {
      audiences.setMapping(audienceId, mapping);
      return checks.start(audienceId, mapping);
    },
    'check.cancel': ({ checkId }) => {
      checks.cancel(checkId);
      return null;
    },
    'check.latest': ({ audienceId }) => {
      const check = checkStore.latest(audienceId, engineVersion);
      return check && { checkId: check.checkId, mapping: check.mapping, summary: check.summary };
    },
    'check.rows': ({ checkId, filter, offset, limit }) =>
      checkedRows(audiences, checkStore, checkId, filter, offset, limit),

    'push.start': async ({ checkId, connectionId, limit }) => {
      const { connection, apiKey } = await connections.open(connectionId);
      return pushes.start(checkId, { ...connection, apiKey }, limit);
    },
    'push.cancel': ({ runId }) => {
      pushes.cancel(runId);
      return null;
    },
    'push.progress': ({ runId }) => pushes.progress(runId),

    'runs.list': () => runs.list().map((run) => runs.summary(run)),
    'runs.get': ({ runId }) => detailOf(runs, runs.get(runId)),
    'runs.rows': ({ runId, kind, offset, limit }) => runs.page(runId, kind, offset, limit),
    'runs.remove': ({ runId }) => {
      if (runs.get(runId).state === 'running') failWith('push.already_running');
      runs.remove(runId);
      return null;
    },
  };
}

function detailOf(runs: RunStore, run: Run): RunDetail {
  const receipt = runs.receipt(run);
  const there = receipt.contacts.accepted + receipt.contacts.unconfirmed;
  return {
    ...runs.summary(run),
    audienceId: run.audienceId,
    baseUrl: run.baseUrl,
    receipt,
    stopReason: run.stopReason,
    segments: run.segments.map((segment): SegmentHint => ({ ...segment, contacts: there })),
  };
}
