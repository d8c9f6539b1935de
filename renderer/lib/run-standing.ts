import type { RunSummary } from '../../shared/bridge.ts';
import type { RunState } from '../../shared/receipt.ts';

/** States from which a push can go on. */
const resumable: ReadonlySet<RunState> = new Set(['interrupted', 'paused', 'stopped', 'cancelled']);

/** What is known of a run that could go on. */
type Resumable = Pick<RunSummary, 'state' | 'contacts' | 'rowsForgotten'>;

/** True where a push didn't come to its end, and what is left of it is still here. */
export const canResume = ({ state, rowsForgotten }: Resumable): boolean =>
  resumable.has(state) && !rowsForgotten;

/**
 * Contacts that going on sends.
 * @returns null where some have no answer: those that were on their way are sent again, those that were given up
 * are not, and only the push itself knows which are which
 */
export const leftToSend = ({ contacts }: Pick<RunSummary, 'contacts'>): number | null =>
  contacts.unknown === 0 ? contacts.not_sent : null;

/** Contacts with an answer of their own or of their batch: nothing is sent again of these. */
export const settledOf = ({ contacts }: Pick<RunSummary, 'contacts'>): number =>
  contacts.accepted + contacts.unconfirmed + contacts.rejected;
