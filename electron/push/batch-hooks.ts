import type { ApiProfile } from '../../shared/api-profile.ts';
import type { Settled } from '../store/settled.ts';
import type { Clock } from './clock.ts';
import type { KeyedRequest } from './keyed-transport.ts';
import type { BatchTrouble } from './splitting.ts';
import type { TransportAnswer } from './transport.ts';

/** What a request needs beside its contacts. The key is already in `send`. */
export interface Endpoint {
  readonly baseUrl: string;
  readonly profile: ApiProfile;
  readonly send: (request: KeyedRequest) => Promise<TransportAnswer>;
  readonly clock: Clock;
}

/** What the batches of one push know of each other. */
export interface PushMemory {
  /** True once any request of the run was answered with a 2xx. */
  everAccepted: boolean;
  /** Most contacts in a request; a 413 halves it for the rest of the push. */
  maxContacts: number;
}

export type RequestKind = 'first' | 'retry' | 'split';

/** What became of a contact of the batch. */
export interface Change {
  readonly index: number;
  readonly settled: Settled;
  /** It may be there, no answer says so, and its tries aren't used up: a resumed run sends it again. */
  readonly sendAgain: boolean;
}

export interface BatchHooks {
  /** Before each request: makes durable which contacts are in it. */
  readonly intend: (part: readonly number[], kind: RequestKind) => void;
  /** After each part that needs no further request: makes its outcomes durable. */
  readonly settle: (changes: readonly Change[]) => void;
  readonly onWait: (untilMs: number, reason: string) => void;
  /** Waits while the computer is offline or asleep. @returns true if it had to wait */
  readonly whileHeld: () => Promise<boolean>;
  /** Asks to stop: the request under way is awaited, nothing more is sent. */
  readonly stop: AbortSignal;
  /** Gives up at once: what is under way becomes unknown. */
  readonly abandon: AbortSignal;
}

export interface BatchResult {
  readonly trouble: BatchTrouble | null;
  /** True where the API refused the contacts, all of them. */
  readonly allRefused: boolean;
}
