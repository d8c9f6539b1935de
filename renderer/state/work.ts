import { create } from 'zustand';
import type { Settings } from '../../shared/bridge.ts';

/** The places of the left navigation. */
export const pages = ['push', 'history', 'templates', 'connections', 'practice', 'settings', 'help'] as const;
export type PageName = (typeof pages)[number];

/** The line of five steps. */
export const steps = ['audience', 'mapping', 'check', 'push', 'result'] as const;
export type StepName = (typeof steps)[number];

interface WorkState {
  readonly page: PageName;
  readonly step: StepName;
  readonly audienceId: string | null;
  readonly connectionId: string | null;
  /** The push that was started from this audience. */
  readonly runId: string | null;
  /** The push that is open in the history. */
  readonly openRunId: string | null;
  /** The push that the person is watching: at its end its result is shown. */
  readonly watchedRunId: string | null;
}

interface WorkActions {
  /** Takes up what the person was working on before a restart. */
  restore(current: Settings['current']): void;
  goToPage(page: PageName): void;
  goToStep(step: StepName): void;
  /** Begins with another audience. */
  openAudience(audienceId: string): void;
  chooseConnection(connectionId: string | null): void;
  startedRun(runId: string): void;
  /** Shows a push that goes on, whatever was in work before. */
  watchRun(run: Pick<WorkState, 'audienceId' | 'connectionId'> & { readonly runId: string }): void;
  /** The push in work is seen under way, on its page. */
  beginWatching(): void;
  /** The watched push is over: on to its result. */
  seeResult(): void;
  openRun(runId: string | null): void;
  /** Forgets the audience in work; nothing is deleted. */
  startOver(): void;
}

/** Where the person is, and what they are working on. Ids only: the data stays in the main process. */
export const useWork = create<WorkState & WorkActions>()((set) => ({
  page: 'push',
  step: 'audience',
  audienceId: null,
  connectionId: null,
  runId: null,
  openRunId: null,
  watchedRunId: null,
  restore: (current) => set(current ?? {}),
  goToPage: (page) => set({ page, openRunId: null }),
  goToStep: (step) => set({ page: 'push', step }),
  openAudience: (audienceId) => set({ page: 'push', step: 'audience', audienceId, runId: null }),
  chooseConnection: (connectionId) => set({ connectionId }),
  startedRun: (runId) => set({ runId, watchedRunId: runId }),
  watchRun: (run) => set({ page: 'push', step: 'push', openRunId: null, watchedRunId: run.runId, ...run }),
  beginWatching: () => set(({ runId }) => ({ watchedRunId: runId })),
  seeResult: () => set({ page: 'push', step: 'result', watchedRunId: null }),
  openRun: (openRunId) => set({ page: 'history', openRunId }),
  startOver: () => set({ page: 'push', step: 'audience', audienceId: null, runId: null }),
}));

/** The part that outlives a restart. */
export const currentOf = (work: WorkState): NonNullable<Settings['current']> => ({
  audienceId: work.audienceId,
  connectionId: work.connectionId,
  runId: work.runId,
  step: work.step,
});
