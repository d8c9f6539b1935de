import { create } from 'zustand';
import type { CheckProgress, ImportProgress, PushProgress } from '../../shared/bridge.ts';

interface JobsState {
  /** By audience id. */
  readonly imports: Readonly<Record<string, ImportProgress>>;
  /** By audience id: an audience has one check at a time. */
  readonly checks: Readonly<Record<string, CheckProgress>>;
  /** By run id. */
  readonly pushes: Readonly<Record<string, PushProgress>>;
  readonly onImport: (progress: ImportProgress) => void;
  readonly onCheck: (progress: CheckProgress) => void;
  readonly onPush: (progress: PushProgress) => void;
}

/** The last progress of each job, as its events told it. */
export const useJobs = create<JobsState>()((set) => ({
  imports: {},
  checks: {},
  pushes: {},
  onImport: (progress) =>
    set((state) => ({ imports: { ...state.imports, [progress.audienceId]: progress } })),
  onCheck: (progress) => set((state) => ({ checks: { ...state.checks, [progress.audienceId]: progress } })),
  onPush: (progress) => set((state) => ({ pushes: { ...state.pushes, [progress.runId]: progress } })),
}));
