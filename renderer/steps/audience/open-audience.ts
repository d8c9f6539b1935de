import { useMutation } from '@tanstack/react-query';
import type { DroppedFile } from '../../../shared/bridge.ts';
import { call, openDropped } from '../../bridge.ts';
import { keys, queryClient } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';

/** A way to open an audience: the file dialog, the sample that ships with the app, a pasted table, a dropped file. */
export type OpenFrom = 'choose' | 'sample' | { readonly pasted: string } | DroppedFile;

/** Opens an audience and goes to it. A closed dialog changes nothing. */
export const useOpenAudience = () =>
  useMutation({
    mutationKey: ['open-audience'],
    mutationFn: (from: OpenFrom) => {
      if (from === 'choose') return call('audiences.choose');
      if (from === 'sample') return call('audiences.openSample');
      if ('pasted' in from) return call('audiences.paste', { text: from.pasted });
      return openDropped(from);
    },
    onSuccess: (opened) => {
      if (!opened) return;
      void queryClient.invalidateQueries({ queryKey: keys.audiences });
      useWork.getState().openAudience(opened.audienceId);
    },
  });
