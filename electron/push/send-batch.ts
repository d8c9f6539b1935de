import { type Settled, untouched } from '../store/settled.ts';
import { type Interpretation, interpretAnswer } from './answers.ts';
import type { BatchHooks, BatchResult, Change, Endpoint, PushMemory } from './batch-hooks.ts';
import { backoff } from './clock.ts';
import type { Parcel } from './parcel.ts';
import { alike, type BatchTrouble, chunked, halves, troubleOf } from './splitting.ts';

/** Answers longer than this are taken for broken: 1,000 contacts with long messages are far below. */
const maxAnswerBytes = 20_000_000;
/** Contacts that are tried alone before a refusal is taken to be about the request as such. */
const probes = 8;
/** Parts of a batch in a row that may be given up, before the rest of it is left for later. */
const partsGivenUp = 2;

/**
 * Sends contacts of one batch until each has an outcome: with retries, and in ever smaller parts where the API
 * refuses the whole because of some. Outcomes go to `hooks.settle`, part by part.
 * @param open positions of the contacts to send
 * @param maybeThere those of them that an earlier process may have sent already
 */
export async function sendBatch(
  parcel: Parcel,
  open: readonly number[],
  maybeThere: ReadonlySet<number>,
  endpoint: Endpoint,
  memory: PushMemory,
  hooks: BatchHooks,
): Promise<BatchResult> {
  return await new BatchSender(parcel, maybeThere, endpoint, memory, hooks).send(open);
}

/** The least that can be said of a contact whatever comes: what earlier requests with it may have done. */
type Floor = 'unknown' | 'unconfirmed';

class BatchSender {
  private readonly parcel: Parcel;
  private readonly maybeThere: ReadonlySet<number>;
  private readonly endpoint: Endpoint;
  private readonly memory: PushMemory;
  private readonly hooks: BatchHooks;
  private readonly settled = new Map<number, Settled>();
  private readonly floor = new Map<number, Floor>();
  private trouble: BatchTrouble | null = null;
  /** Parts in a row that were given up. */
  private givenUp = 0;
  /** True once no further part of the batch is worth a try. */
  private ended = false;
  private requests = 0;

  constructor(
    parcel: Parcel,
    maybeThere: ReadonlySet<number>,
    endpoint: Endpoint,
    memory: PushMemory,
    hooks: BatchHooks,
  ) {
    this.parcel = parcel;
    // A copy: the caller changes its own while the batch is sent.
    this.maybeThere = new Set(maybeThere);
    this.endpoint = endpoint;
    this.memory = memory;
    this.hooks = hooks;
    for (const index of maybeThere) this.floor.set(index, 'unknown');
  }

  async send(open: readonly number[]): Promise<BatchResult> {
    await this.sendPart(open);
    const allRefused = open.every((index) => this.settled.get(index)?.outcome === 'rejected');
    return { trouble: this.trouble, allRefused };
  }

  /** True while nothing speaks against another request. */
  private get goesOn(): boolean {
    return !this.ended && !this.hooks.stop.aborted && !this.hooks.abandon.aborted;
  }

  private async sendPart(part: readonly number[]): Promise<void> {
    if (part.length === 0 || !this.goesOn) return;
    if (part.length > this.memory.maxContacts)
      return await this.sendParts(chunked(part, this.memory.maxContacts));
    const answer = await this.request(part);
    switch (answer?.kind) {
      case 'refused':
        return await this.divide(part, answer);
      case 'too_large': {
        if (part.length === 1) return this.reject(part, answer.status, answer.message);
        this.memory.maxContacts = Math.min(this.memory.maxContacts, Math.ceil(part.length / 2));
        return await this.sendParts(chunked(part, this.memory.maxContacts));
      }
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
    const named = (refusal.named ?? []).flatMap((position) => part[position] ?? []);
    if (named.length > 0 && named.length < part.length) {
      await this.sendParts(named.map((index) => [index]));
      const rest = part.filter((index) => !named.includes(index));
      // If what was named is accepted alone, the naming can't be trusted (an index counted from 1, say).
      const trusted = named.every((index) => this.settled.get(index)?.outcome === 'rejected');
      if (trusted) return await this.sendPart(rest);
      return await this.sendParts(halves(rest));
    }
    if (!this.memory.everAccepted && part.length >= probes && (await this.isRefusedAsSuch(part))) return;
    await this.sendParts(halves(part.filter((index) => !this.settled.has(index))));
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
    const said = new Set<string>();
    for (const index of chosen) {
      await this.sendPart([index]);
      const settled = this.settled.get(index);
      if (!this.goesOn || settled?.outcome !== 'rejected') return false;
      said.add(alike(settled.message ?? '', this.parcel.ids[index] ?? ''));
    }
    if (said.size > 1) return false;
    const { status = null, message } = this.settled.get(chosen[0] ?? 0) ?? untouched;
    this.trouble = troubleOf(message ?? '', status, null, 'request_refused');
    this.ended = true;
    this.settleWith(
      chosen,
      (index) => this.atLeast(index, untouched),
      (index) => this.maybeThere.has(index),
    );
    for (const index of chosen) this.settled.delete(index);
    return true;
  }

  private reject(part: readonly number[], status: number | null, message: string): void {
    this.settleWith(part, () => ({ outcome: 'rejected', status, message }));
  }

  /**
   * One request with its retries.
   * @returns what must be handled by dividing the part; null where it is settled, or trouble ended it
   */
  private async request(
    part: readonly number[],
  ): Promise<Extract<Interpretation, { kind: 'refused' | 'too_large' }> | null> {
    const { profile, clock, baseUrl } = this.endpoint;
    const { stop, abandon } = this.hooks;
    const sent = { ids: part.map((index) => this.parcel.ids[index] ?? ''), envelope: profile.envelope };
    const body = this.parcel.body(part);
    let again = false;
    for (let attempt = 1; ; attempt += 1) {
      // Whatever failed before the computer went offline isn't held against the API.
      if (await this.hooks.whileHeld()) attempt = 1;
      if (!this.goesOn) return null;
      this.hooks.intend(part, again ? 'retry' : this.requests > 0 ? 'split' : 'first');
      again = true;
      this.requests += 1;
      const answer = await this.endpoint.send({
        method: profile.method,
        url: baseUrl + profile.path,
        body,
        timeoutMs: profile.timeoutMs,
        maxAnswerBytes,
        signal: abandon,
      });
      const meaning = interpretAnswer(answer, sent, clock.now());
      switch (meaning.kind) {
        case 'settled':
          this.answered();
          this.settleBy(part, meaning);
          return null;
        case 'refused':
        case 'too_large':
          this.answered();
          return meaning;
        case 'hopeless': {
          const { message, status, outcome, fatal } = meaning;
          this.ended = true;
          this.giveUp(part, outcome, message, troubleOf(message, status, null, fatal), false);
          return null;
        }
        case 'retry': {
          const { reason, status, failure, otherwise } = meaning;
          if (otherwise !== 'not_sent') this.raise(part, otherwise);
          const trouble = troubleOf(reason, status, failure, null);
          if (attempt >= profile.maxAttempts) {
            this.giveUp(part, otherwise, reason, trouble, false);
            return null;
          }
          if (this.goesOn) {
            const wait = backoff(attempt, meaning.afterMs, clock.random);
            this.hooks.onWait(clock.now() + wait, reason);
            await clock.sleep(wait, AbortSignal.any([stop, abandon]));
          }
          if (!this.goesOn) {
            this.giveUp(part, otherwise, reason, trouble, true);
            return null;
          }
        }
      }
    }
  }

  /** The API works, whatever it said. */
  private answered(): void {
    this.trouble = null;
    this.givenUp = 0;
  }

  private settleBy(part: readonly number[], { status, results }: Interpretation & { kind: 'settled' }): void {
    this.memory.everAccepted = true;
    const byIndex = new Map(results.map((result) => [part[result.index], result]));
    const unconfirmed: Settled = { outcome: 'unconfirmed', status, message: null };
    const accepted = new Map<number, Settled>();
    this.settleWith(part, (index) => {
      const result = byIndex.get(index);
      if (!result) return unconfirmed;
      const own = result.status ?? status;
      if (result.outcome === 'accepted') {
        const settled = accepted.get(own) ?? { outcome: 'accepted', status: own, message: null };
        accepted.set(own, settled);
        return settled;
      }
      return { outcome: result.outcome, status: own, message: result.message ?? `HTTP ${own}` };
    });
  }

  private giveUp(
    part: readonly number[],
    outcome: 'not_sent' | 'unknown' | 'unconfirmed',
    message: string,
    trouble: BatchTrouble,
    isCutShort: boolean,
  ): void {
    this.trouble = trouble;
    this.givenUp += 1;
    if (this.givenUp >= partsGivenUp) this.ended = true;
    this.settleWith(
      part,
      (index) => this.atLeast(index, { outcome, status: trouble.status, message }),
      // What an earlier process left open and this one couldn't deliver stays open.
      (index) => isCutShort || (outcome === 'not_sent' && this.maybeThere.has(index)),
    );
  }

  /** Notes what a request may have done to its contacts: 2xx says more than silence. */
  private raise(part: readonly number[], floor: Floor): void {
    for (const index of part) {
      if (floor === 'unconfirmed' || !this.floor.has(index)) this.floor.set(index, floor);
    }
  }

  /** An outcome that no answer settled, never less than what earlier requests may have done. */
  private atLeast(index: number, settled: Settled): Settled {
    const floor = this.floor.get(index);
    return floor === undefined || settled.outcome === 'unconfirmed'
      ? settled
      : { ...settled, outcome: floor };
  }

  private settleWith(
    part: readonly number[],
    settle: (index: number) => Settled,
    sendAgain: (index: number) => boolean = () => false,
  ): void {
    const changes = part.map((index): Change => {
      const settled = settle(index);
      return { index, settled, sendAgain: settled.outcome !== 'not_sent' && sendAgain(index) };
    });
    for (const { index, settled } of changes) this.settled.set(index, settled);
    this.hooks.settle(changes);
  }
}
