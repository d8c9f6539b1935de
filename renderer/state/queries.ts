import { QueryClient, useQuery } from '@tanstack/react-query';
import type { CommandAnswer } from '../../shared/bridge.ts';
import type { AppFailure } from '../../shared/result.ts';
import { call } from '../bridge.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppFailure;
  }
}

/** Data comes from the main process: it is fresh until an event or a command of ours says otherwise. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Names of what is cached, so that it can be refreshed by name. */
export const keys = {
  appInfo: ['app.info'],
  settings: ['settings'],
  connections: ['connections'],
  profile: (id: string) => ['connections', id, 'profile'],
  preview: (id: string) => ['connections', id, 'preview'],
  catalogue: (connectionId: string) => ['catalogue', connectionId],
  audiences: ['audiences'],
  audience: (id: string) => ['audiences', id],
  readings: (id: string) => ['audiences', id, 'readings'],
  earlier: (id: string) => ['audiences', id, 'earlier'],
  edits: (id: string) => ['audiences', id, 'edits'],
  sample: (id: string) => ['audiences', id, 'sample'],
  mapping: (id: string) => ['mapping', id],
  latestCheck: (id: string) => ['check', 'latest', id],
  checkRows: (checkId: string) => ['check', 'rows', checkId],
  templates: ['templates'],
  templateMatches: (audienceId: string) => ['templates', 'match', audienceId],
  runs: ['runs'],
  run: (id: string) => ['runs', id],
  practice: ['practice'],
  behaviour: ['practice', 'behaviour'],
  retention: ['retention'],
} as const;

/** How many rows the window looks at to propose and to show examples. */
const sampleRows = 200;

export const useAppInfo = () => useQuery({ queryKey: keys.appInfo, queryFn: () => call('app.info') });

export const useSettings = () => useQuery({ queryKey: keys.settings, queryFn: () => call('settings.get') });

export const useConnections = () =>
  useQuery({ queryKey: keys.connections, queryFn: () => call('connections.list') });

export const useAudiences = () =>
  useQuery({ queryKey: keys.audiences, queryFn: () => call('audiences.list') });

/** One audience; asks again while it is imported, in case an event was missed. */
export const useAudience = (id: string | null) =>
  useQuery({
    queryKey: keys.audience(id ?? ''),
    queryFn: () => call('audiences.get', { id: id ?? '' }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === 'importing' ? 1000 : false),
  });

/** The first rows of an audience that is ready. */
export const useSample = (id: string | null, ready: boolean) =>
  useQuery({
    queryKey: keys.sample(id ?? ''),
    queryFn: () => call('audiences.rows', { id: id ?? '', offset: 0, limit: sampleRows }),
    enabled: id !== null && ready,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSavedMapping = (audienceId: string | null) =>
  useQuery({
    queryKey: keys.mapping(audienceId ?? ''),
    queryFn: () => call('mapping.get', { audienceId: audienceId ?? '' }),
    enabled: audienceId !== null,
  });

/** The finished check of an audience. */
export type LatestCheck = NonNullable<CommandAnswer<'check.latest'>>;

export const useLatestCheck = (audienceId: string | null) =>
  useQuery({
    queryKey: keys.latestCheck(audienceId ?? ''),
    queryFn: () => call('check.latest', { audienceId: audienceId ?? '' }),
    enabled: audienceId !== null,
  });

/** What is known to exist in a connection; null where nothing is, or no connection is chosen. */
export const useCatalogue = (connectionId: string | null) =>
  useQuery({
    queryKey: keys.catalogue(connectionId ?? ''),
    queryFn: () => (connectionId === null ? null : call('catalogue.get', { connectionId })),
  });

/** All runs; asks again while one goes on. */
export const useRuns = () =>
  useQuery({
    queryKey: keys.runs,
    queryFn: () => call('runs.list'),
    refetchInterval: (query) => (query.state.data?.some(({ state }) => state === 'running') ? 2000 : false),
  });

/** A run with its receipt; asks again while it goes on. */
export const useRun = (runId: string | null) =>
  useQuery({
    queryKey: keys.run(runId ?? ''),
    queryFn: () => call('runs.get', { runId: runId ?? '' }),
    enabled: runId !== null,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 2000 : false),
  });

export const usePracticeStatus = () =>
  useQuery({ queryKey: keys.practice, queryFn: () => call('practice.status') });
