import type { Handlers } from '../../shared/bridge.ts';
import type { Contact } from '../../shared/contact.ts';
import { createChunkReader } from '../check/read-rows.ts';
import type { Connections } from '../connections/connections.ts';
import { previewRequest } from '../connections/preview.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CatalogueStore } from '../store/catalogues.ts';
import type { CheckStore } from '../store/checks.ts';
import type { RunStore } from '../store/runs.ts';

type ConnectionCommand = Extract<keyof Handlers, `connections.${string}` | `catalogue.${string}`>;

const neverAborted = new AbortController().signal;
/** Contacts of a check that a preview shows. */
const previewed = 3;

/** The engine's answers about connections and their catalogues. */
export function connectionHandlers(parts: {
  readonly connections: Connections;
  readonly catalogues: CatalogueStore;
  readonly audiences: AudienceStore;
  readonly checkStore: CheckStore;
  readonly runs: RunStore;
}): Pick<Handlers, ConnectionCommand> {
  const { connections, catalogues, audiences, checkStore, runs } = parts;
  return {
    'connections.list': () => connections.list(),
    'connections.save': (input) => connections.save(input),
    'connections.remove': async ({ id }) => {
      await connections.remove(id);
      return null;
    },
    'connections.test': ({ id }) => connections.test(id, neverAborted),
    'connections.duplicate': ({ id }) => connections.duplicate(id),
    'connections.profile': ({ id }) => connections.profile(id),
    'connections.saveProfile': ({ id, profile, acceptSourceType = false }) =>
      connections.saveProfile(
        id,
        profile,
        acceptSourceType,
        (connectionId) => runs.list().filter((run) => run.connectionId === connectionId).length,
      ),
    'connections.preview': ({ id, profile, checkId }) => {
      const connection = connections.find(id);
      const contacts = checkId === undefined ? [] : firstContacts(audiences, checkStore, checkId);
      return previewRequest(connection.baseUrl, profile ?? connection.profile, contacts);
    },
    'connections.exportText': ({ ids }) => ({ text: connections.exportText(ids) }),
    'connections.importText': ({ text }) => connections.importText(text),

    'catalogue.get': ({ connectionId }) => catalogues.get(connections.find(connectionId).id),
    'catalogue.probe': async ({ connectionId }) => {
      const probe = await connections.probeCatalogue(connectionId, neverAborted, Date.now());
      if (probe.status === 'loaded') catalogues.save(connectionId, probe.catalogue);
      return probe;
    },
    'catalogue.save': ({ connectionId, tags, properties }) =>
      catalogues.save(connections.find(connectionId).id, {
        tags,
        properties,
        source: 'list',
        updatedAt: Date.now(),
      }),
    'catalogue.clear': ({ connectionId }) => {
      catalogues.clear(connectionId);
      return null;
    },
  };
}

/** The first contacts that a check would send, as far as its first rows give some. */
function firstContacts(audiences: AudienceStore, checks: CheckStore, checkId: string): Contact[] {
  const check = checks.get(checkId);
  const audience = audiences.getReady(check.audienceId);
  const chunk = audiences.chunkOf(check.audienceId, 1);
  if (!chunk) return [];
  const read = createChunkReader(check, audience.columns, audiences, checks);
  return read(chunk)
    .flatMap(({ contact }) => contact ?? [])
    .slice(0, previewed);
}
