import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConfirmDialogProps } from './confirm-dialog.tsx';

interface Confirmed<About, Answer> {
  /** What is asked about, or was asked about last: a closing dialog still has its words. */
  readonly about: About | null;
  /** What came of it when it was done last. */
  readonly answer: Answer | undefined;
  readonly ask: (about: About) => void;
  /** For the dialog that asks. */
  readonly dialog: Pick<ConfirmDialogProps, 'opened' | 'busy' | 'error' | 'onConfirm' | 'onClose'>;
}

/**
 * Something that is done only after the person was asked. The dialog stays open until it is done, and where it fails.
 * @param act does it, and brings up to date what is shown of it. Rejects with an AppFailure.
 */
export function useConfirmed<Answer, About = undefined>(
  act: (about: About) => Promise<Answer>,
): Confirmed<About, Answer> {
  const [asked, setAsked] = useState<{ readonly about: About; readonly opened: boolean } | null>(null);
  const close = (): void => setAsked((last) => last && { ...last, opened: false });
  const action = useMutation({ mutationFn: act, onSuccess: close });
  return {
    about: asked?.about ?? null,
    answer: action.data,
    ask: (about) => setAsked({ about, opened: true }),
    dialog: {
      opened: asked?.opened ?? false,
      busy: action.isPending,
      error: action.error,
      onConfirm: () => {
        if (asked) action.mutate(asked.about);
      },
      onClose: () => {
        close();
        action.reset();
      },
    },
  };
}
