import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiProfile } from '../../../shared/api-profile.ts';
import type { SourceTypeWarning } from '../../../shared/bridge.ts';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { keys, queryClient } from '../../state/queries.ts';
import { draftOf, type ProfileDraft, type ProfileField, profileOf } from './profile-draft.ts';

/** An API profile that is being edited. */
export interface ProfileEditing {
  readonly draft: ProfileDraft;
  readonly wrong: ReadonlySet<ProfileField>;
  readonly change: (changed: Partial<ProfileDraft>) => void;
  /** The last profile on the screen that could be sent: what the preview shows. */
  readonly shown: ApiProfile;
  /** There is something to save, and it is right. */
  readonly canSave: boolean;
  readonly save: (acceptSourceType: boolean) => void;
  readonly isSaving: boolean;
  readonly wasSaved: boolean;
  readonly error: unknown;
  /** What must be accepted before it is saved; null where nothing must. */
  readonly warning: SourceTypeWarning | null;
  readonly dropWarning: () => void;
}

/** @param saved the profile as it is kept */
export function useProfileEditor(connection: Connection, saved: ApiProfile): ProfileEditing {
  const [draft, setDraft] = useState(() => draftOf(saved));
  const [lastRight, setLastRight] = useState(saved);
  const [warning, setWarning] = useState<SourceTypeWarning | null>(null);
  const { profile, wrong } = profileOf(draft);
  const saving = useMutation({
    mutationFn: (input: { readonly profile: ApiProfile; readonly acceptSourceType: boolean }) =>
      call('connections.saveProfile', { id: connection.id, ...input }),
    onSuccess: async (answer, input) => {
      if (!answer.saved) {
        setWarning(answer.warning);
        return;
      }
      setWarning(null);
      setDraft(draftOf(input.profile));
      queryClient.setQueryData(keys.profile(connection.id), input.profile);
      await queryClient.invalidateQueries({ queryKey: keys.connections });
    },
  });
  return {
    draft,
    wrong,
    shown: profile ?? lastRight,
    canSave: profile !== null && JSON.stringify(draftOf(saved)) !== JSON.stringify(draft),
    change: (changed) => {
      const next = { ...draft, ...changed };
      setDraft(next);
      saving.reset();
      const { profile: right } = profileOf(next);
      if (right) setLastRight(right);
    },
    save: (acceptSourceType) => {
      if (profile) saving.mutate({ profile, acceptSourceType });
    },
    isSaving: saving.isPending,
    wasSaved: saving.data?.saved ?? false,
    error: saving.error,
    warning,
    dropWarning: () => setWarning(null),
  };
}
