import type { ApiProfile } from '../../shared/api-profile.ts';
import { batchBody, type WireContact } from '../../shared/contact.ts';
import type { Outcome } from '../../shared/receipt.ts';
import { type Interpretation, interpretAnswer } from './answers.ts';
import { backoff, type Clock } from './clock.ts';
import type { Transport } from './transport.ts';

/** What a request needs beside its contacts. */
export interface Endpoint {
  readonly baseUrl: string;
  readonly profile: ApiProfile;
  readonly apiKey: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** What the batches of one push know of each other. */
export interface PushMemory {
  /** True once any request of the run was answered with a 2xx. */
  everAccepted: boolean;
  /** Most contacts in a request; a 413 halves it for the rest of the push. */
  maxContacts: number;
}

export interface BatchHooks {
  /** Before each request: makes the intent durable. */
  readonly intend: (kind: 'first' | 'retry' | 'split') => void;
  readonly onWait: (untilMs: number, reason: string) => void;
  /** Asks to stop: the request under way is awaited, nothing more is sent. */
  readonly stop: AbortSignal;
  /** Gives up at once: what is under way becomes unknown. */
  readonly abandon: AbortSignal;
}

/** What became of one contact of the batch. */
export interface Settled {
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly message: string | null;
}

/** A reason that lies in the connection, not in the contacts. */
export interface BatchTrouble {
  readonly message: string;
  readonly status: number | null;
  readonly fatal: 'refused_key' | 'no_access' | 'request_refused' | null;
}

export interface BatchResult {
  /** For each contact of the batch. */
  readonly settled: readonly Settled[];
  readonly trouble: BatchTrouble | null;
  /** True where the API refused the contacts one by one, all of them. */
  readonly allRefused: boolean;
}

/** Answers longer than this are taken for broken: 1,000 contacts with long messages are far below. */
const maxAnswerBytes = 20_000_000;
/** Contacts that are tried alone before a refusal is taken to be about the request as such. */
const probes = 8;

const notSent: Settled = { outcome: 'not_sent', status: null, message: null };

/**
 * Sends one batch until each of its contacts has an outcome: with retries, and in ever smaller parts where the
 * API refuses the whole because of some.
 */
export async function sendBatch(
  contacts: readonly WireContact[],
  endpoint: Endpoint,
  memory: PushMemory,
  hooks: BatchHooks,
): Promise<BatchResult> {
  return await new BatchSender(contacts, endpoint, memory, hooks).send();
}

class BatchSender {
  private readonly contacts: readonly WireContact[];
  private readonly endpoint: Endpoint;
  private readonly memory: PushMemory;
  private readonly hooks: BatchHooks;
  private readonly settled: (Settled | undefined)[];
  private trouble: BatchTrouble | null = null;
  private requests = 0;

  constructor(contacts: readonly WireContact[], endpoint: Endpoint, memory: PushMemory, hooks: BatchHooks) {
    this.contacts = contacts;
    this.endpoint = endpoint;
    this.memory = memory;
    this.hooks = hooks;
    this.settled = new Array(contacts.length);
  }

  async send(): Promise<BatchResult> {
    await this.sendPart(this.contacts.map((_, index) => index));
    const settled = this.contacts.map((_, index) => this.settled[index] ?? notSent);
    return {
      settled,
      trouble: this.trouble,
      allRefused: settled.every(({ outcome }) => outcome === 'rejected'),
    };
  }

  /** True while nothing speaks against another request. */
  private get goesOn(): boolean {
    return this.trouble?.fatal == null && !this.hooks.stop.aborted && !this.hooks.abandon.aborted;
  }

  private async sendPart(part: readonly number[]): Promise<void> {
    if (part.length === 0 || !this.goesOn) return;
    if (part.length > this.memory.maxContacts)
      return await this.sendParts(chunked(part, this.memory.maxContacts));
    const answer = await this.request(part);
    if (!answer) return;
    switch (answer.kind) {
      case 'refused':
        return await this.divide(part, answer);
      case 'too_large': {
        if (part.length === 1) return this.reject(part, answer.status, answer.message);
        this.memory.maxContacts = Math.ceil(part.length / 2);
        return await this.sendParts(chunked(part, this.memory.maxContacts));
      }
      case 'settled':
        return;
    }
  }

  private async sendParts(parts: readonly (readonly number[])[]): Promise<void> {
    for (const part of parts) await this.sendPart(part);
  }

  /** Some contact in the part is refused, and the whole with it: finds out which. */
  private async divide(
    part: readonly number[],
    refusal: Interpretation & { kind: 'refused' },
  ): Promise<void> {
    if (part.length === 1) return this.reject(part, refusal.status, refusal.message);
    const named = (refusal.named ?? []).map((index) => part[index]).filter((index) => index !== undefined);
    if (named.length > 0 && named.length < part.length) {
      await this.sendParts(named.map((index) => [index]));
      const rest = part.filter((index) => !named.includes(index));
      // If what was named is accepted alone, the naming can't be trusted (an index counted from 1, say).
      const trusted = named.every((index) => this.settled[index]?.outcome === 'rejected');
      return trusted ? await this.sendPart(rest) : await this.sendParts(halves(rest));
    }
    if (!this.memory.everAccepted && part.length > probes && (await this.isRefusedAsSuch(part))) return;
    await this.sendParts(halves(part.filter((index) => this.settled[index] === undefined)));
  }

  /**
   * Before a first success a request may be wrong as such. Contacts from all over the part are tried alone; if
   * each is refused with the same words, nothing is blamed on them, and the push stops.
   */
  private async isRefusedAsSuch(part: readonly number[]): Promise<boolean> {
    const chosen = Array.from(
      { length: probes },
      (_, n) => part[Math.floor((n * part.length) / probes)] ?? 0,
    );
    for (const index of chosen) {
      await this.sendPart([index]);
      if (!this.goesOn || this.settled[index]?.outcome !== 'rejected') return false;
    }
    const words = new Set(
      chosen.map((index) => `${this.settled[index]?.status} ${this.settled[index]?.message}`),
    );
    if (words.size > 1) return false;
    const first = this.settled[chosen[0] ?? 0];
    this.trouble = { message: first?.message ?? '', status: first?.status ?? null, fatal: 'request_refused' };
    for (const index of chosen) this.settled[index] = notSent;
    return true;
  }

  private reject(part: readonly number[], status: number | null, message: string): void {
    for (const index of part) this.settled[index] = { outcome: 'rejected', status, message };
  }

  /**
   * One request with its retries.
   * @returns what must be handled by dividing the part, or that it is settled; null where trouble ended it
   */
  private async request(
    part: readonly number[],
  ): Promise<Extract<Interpretation, { kind: 'refused' | 'too_large' | 'settled' }> | null> {
    const { profile, clock } = this.endpoint;
    const sent = part.map((index) => this.contacts[index]).filter((contact) => contact !== undefined);
    const body = batchBody(sent, profile);
    /** The most that any of the tries may have done. */
    let atMost: 'not_sent' | 'unknown' | 'unconfirmed' = 'not_sent';
    for (let attempt = 1; ; attempt += 1) {
      this.hooks.intend(attempt > 1 ? 'retry' : this.requests > 0 ? 'split' : 'first');
      this.requests += 1;
      const answer = await this.endpoint.transport({
        method: profile.method,
        url: this.endpoint.baseUrl + profile.path,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [profile.auth.header]: profile.auth.prefix + this.endpoint.apiKey,
        },
        body,
        timeoutMs: profile.timeoutMs,
        maxAnswerBytes,
        signal: this.hooks.abandon,
      });
      const meaning = interpretAnswer(answer, sent, clock.now());
      switch (meaning.kind) {
        case 'settled':
          this.settle(part, meaning);
          return meaning;
        case 'refused':
        case 'too_large':
          return meaning;
        case 'not_applied':
          return this.giveUp(part, atMost, meaning.message, meaning.status, meaning.fatal);
        case 'retry': {
          if (meaning.otherwise === 'unconfirmed' || atMost === 'not_sent') atMost = meaning.otherwise;
          if (attempt >= profile.maxAttempts || !this.goesOn) {
            return this.giveUp(part, atMost, meaning.reason, meaning.status, null);
          }
          const wait = backoff(attempt, meaning.afterMs, clock.random);
          this.hooks.onWait(clock.now() + wait, meaning.reason);
          await clock.sleep(wait, AbortSignal.any([this.hooks.stop, this.hooks.abandon]));
          if (!this.goesOn) return this.giveUp(part, atMost, meaning.reason, meaning.status, null);
        }
      }
    }
  }

  private settle(part: readonly number[], meaning: Interpretation & { kind: 'settled' }): void {
    this.memory.everAccepted = true;
    for (const index of part) {
      this.settled[index] = { outcome: 'unconfirmed', status: meaning.status, message: null };
    }
    for (const result of meaning.results) {
      const index = part[result.index];
      if (index === undefined) continue;
      const status = result.status ?? meaning.status;
      this.settled[index] = result.accepted
        ? { outcome: 'accepted', status, message: null }
        : { outcome: 'rejected', status, message: result.message ?? `HTTP ${status}` };
    }
  }

  private giveUp(
    part: readonly number[],
    outcome: 'not_sent' | 'unknown' | 'unconfirmed',
    message: string,
    status: number | null,
    fatal: 'refused_key' | 'no_access' | null,
  ): null {
    for (const index of part) this.settled[index] = { outcome, status, message };
    this.trouble = { message, status, fatal };
    return null;
  }
}

function halves(part: readonly number[]): (readonly number[])[] {
  return chunked(part, Math.max(1, Math.ceil(part.length / 2)));
}

function chunked(part: readonly number[], size: number): (readonly number[])[] {
  const chunks: (readonly number[])[] = [];
  for (let from = 0; from < part.length; from += size) chunks.push(part.slice(from, from + size));
  return chunks;
}
