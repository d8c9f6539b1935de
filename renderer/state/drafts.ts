import { create } from 'zustand';
import type { Mapping } from '../../shared/mapping.ts';
import { type AppError, AppFailure } from '../../shared/result.ts';
import { call, errorOf } from '../bridge.ts';
import { type MappingDraft, mappingFromDraft } from '../steps/mapping/draft.ts';
import { keys, queryClient } from './queries.ts';

interface Saving {
  readonly state: 'saved' | 'saving' | 'failed';
  readonly error: AppError | null;
}

interface DraftsState {
  /** By audience id. */
  readonly drafts: Readonly<Record<string, MappingDraft>>;
  readonly saving: Readonly<Record<string, Saving>>;
}

/** Mappings in work, which may be incomplete. As soon as one is complete, it is saved. */
export const useDrafts = create<DraftsState>()(() => ({ drafts: {}, saving: {} }));

/** Milliseconds without a change before a draft is saved. */
const pause = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Takes a draft as the starting point, without saving it: it came from the store, or is a mere proposal. */
export function beginDraft(audienceId: string, draft: MappingDraft): void {
  useDrafts.setState((state) =>
    state.drafts[audienceId] ? state : { drafts: { ...state.drafts, [audienceId]: draft } },
  );
}

/** Forgets a draft without saving it: the saved mapping stands on the screen next. */
export function dropDraft(audienceId: string): void {
  clearTimeout(timers.get(audienceId));
  useDrafts.setState(({ drafts: { [audienceId]: _, ...drafts } }) => ({ drafts }));
}

/** Puts a draft in the place of another one, without saving it. */
export function replaceDraft(audienceId: string, draft: MappingDraft): void {
  clearTimeout(timers.get(audienceId));
  useDrafts.setState((state) => ({ drafts: { ...state.drafts, [audienceId]: draft } }));
}

/** Changes a draft, and saves it a moment later. */
export function changeDraft(
  audienceId: string,
  columns: readonly string[],
  change: (draft: MappingDraft) => MappingDraft,
): void {
  const draft = useDrafts.getState().drafts[audienceId];
  if (!draft) return;
  useDrafts.setState((state) => ({ drafts: { ...state.drafts, [audienceId]: change(draft) } }));
  clearTimeout(timers.get(audienceId));
  timers.set(
    audienceId,
    setTimeout(() => void saveDraft(audienceId, columns).catch(() => undefined), pause),
  );
}

/**
 * Saves a draft now.
 * @returns the mapping that was saved; null where the draft is not complete
 * @throws AppFailure where it could not be saved; `saving` tells it too
 */
export async function saveDraft(audienceId: string, columns: readonly string[]): Promise<Mapping | null> {
  clearTimeout(timers.get(audienceId));
  const draft = useDrafts.getState().drafts[audienceId];
  if (!draft) return null;
  const { mapping } = mappingFromDraft(draft, columns);
  if (!mapping) return null;
  await save(audienceId, mapping);
  return mapping;
}

/**
 * Puts a draft in the place of another one, as if that had never been: where this one isn't complete, no mapping is
 * saved any more. Never rejects: `saving` tells what fails.
 */
export async function restoreDraft(
  audienceId: string,
  columns: readonly string[],
  draft: MappingDraft,
): Promise<void> {
  replaceDraft(audienceId, draft);
  await save(audienceId, mappingFromDraft(draft, columns).mapping).catch(() => undefined);
}

async function save(audienceId: string, mapping: Mapping | null): Promise<void> {
  const tell = (saving: Saving): void =>
    useDrafts.setState((state) => ({ saving: { ...state.saving, [audienceId]: saving } }));
  if (mapping) tell({ state: 'saving', error: null });
  try {
    await call('mapping.set', { audienceId, mapping });
    queryClient.setQueryData(keys.mapping(audienceId), mapping);
    if (mapping) tell({ state: 'saved', error: null });
    else useDrafts.setState(({ saving: { [audienceId]: _, ...saving } }) => ({ saving }));
  } catch (thrown) {
    const error = errorOf(thrown);
    tell({ state: 'failed', error });
    throw new AppFailure(error);
  }
}
