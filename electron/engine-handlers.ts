import type { Handlers } from '../shared/bridge.ts';
import type { Checks } from './check/checks.ts';
import type { CheckQueries } from './check/queries.ts';
import type { Connections } from './connections/connections.ts';
import { audienceHandlers } from './handlers/audiences.ts';
import { connectionHandlers } from './handlers/connections.ts';
import { pushHandlers } from './handlers/pushes.ts';
import type { Imports } from './import/imports.ts';
import type { Practice } from './practice/practice.ts';
import type { Pushes } from './push/pushes.ts';
import type { History } from './result/history.ts';
import type { AudienceStore } from './store/audiences.ts';
import type { CatalogueStore } from './store/catalogues.ts';
import type { CheckStore } from './store/checks.ts';
import type { RunRows } from './store/run-rows.ts';
import type { RunStore } from './store/runs.ts';
import type { TemplateStore } from './store/templates.ts';
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

/** The engine's answers to the bridge's commands: each hands over to the stage that it is about. */
export function makeHandlers(parts: {
  readonly imports: Imports;
  readonly checks: Checks;
  readonly pushes: Pushes;
  readonly connections: Connections;
  readonly audiences: AudienceStore;
  readonly runs: RunStore;
  readonly runRows: RunRows;
  readonly history: History;
  readonly catalogues: CatalogueStore;
  readonly templates: TemplateStore;
  readonly checkStore: CheckStore;
  readonly queries: CheckQueries;
  readonly practice: Practice;
}): Omit<Handlers, ShellCommand> {
  const { catalogues, checks, connections, audiences, checkStore, queries, practice } = parts;
  return {
    ...audienceHandlers(parts),
    ...connectionHandlers(parts),
    ...pushHandlers(parts),

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
    'practice.behaviour': () => practice.behaviour(),
    'practice.behave': (behaviour) => {
      practice.behave(behaviour);
      return practice.behaviour();
    },

    'check.start': ({ audienceId, mapping, connectionId }) => {
      audiences.setMapping(audienceId, mapping);
      return checks.start(audienceId, mapping, connectionId ? catalogues.lists(connectionId) : null);
    },
    'check.cancel': ({ checkId }) => {
      checks.cancel(checkId);
      return null;
    },
    'check.latest': ({ audienceId }) => {
      const check = checkStore.latest(audienceId, engineVersion);
      if (!check) return null;
      const { checkId, mapping, catalogue, summary, isStale } = check;
      return { checkId, mapping, catalogue, summary, isStale };
    },
    'check.rows': ({ checkId, filter, offset, limit }) => queries.rows(checkId, filter, offset, limit),
  };
}
