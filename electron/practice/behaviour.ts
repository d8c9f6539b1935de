import type { ServerResponse } from 'node:http';
import { type PracticeBehaviour, usualBehaviour } from '../../shared/practice-faults.ts';
import type { ApiAnswer } from './api.ts';
import { inForm, misfit, refusalOf, refuseWhole, writeBadly } from './faults.ts';

/** What a request for contacts may be refused for before it is applied. */
export interface IncomingContacts {
  /** Reference IDs in the order of the request; null where one has none. */
  readonly ids: readonly (string | null)[];
}

/** How the practice workspace behaves: as it should, or with a fault that was ordered. */
export class Behaviour {
  private current: PracticeBehaviour = usualBehaviour;
  private requests = 0;
  private readonly poisoned = new Set<string>();

  get(): PracticeBehaviour {
    return this.current;
  }

  set(behaviour: PracticeBehaviour): void {
    this.current = behaviour;
    this.requests = 0;
    this.poisoned.clear();
  }

  /** One request's behaviour, fixed when it comes in. */
  next(): RequestBehaviour {
    this.requests += 1;
    const { fault, form, latencyMs } = this.current;
    const strikes =
      fault !== null &&
      this.requests > fault.after &&
      (fault.code.startsWith('refused_') ||
        fault.times === null ||
        this.requests <= fault.after + fault.times);
    const code = strikes ? fault.code : null;
    return {
      latencyMs,
      before: ({ ids }) => {
        if (code === 'http_413' && ids.length <= 1) return null;
        if (code === 'refused_named' || code === 'refused_unnamed') {
          return this.refusePoisoned(ids, fault?.times ?? 1, code === 'refused_named');
        }
        return code === null ? null : refusalOf(code);
      },
      after: (answer) => inForm((code === null ? null : misfit(answer, code)) ?? answer, form),
      write: (answer, response) => code !== null && writeBadly(code, answer, response),
    };
  }

  /** The first request that is struck gets its bad contacts; whatever holds one of them is refused from then on. */
  private refusePoisoned(ids: readonly (string | null)[], count: number, isNamed: boolean): ApiAnswer | null {
    if (this.poisoned.size === 0) {
      const step = Math.max(1, Math.floor(ids.length / count));
      for (let index = 0; index < ids.length && this.poisoned.size < count; index += step) {
        const id = ids[index];
        if (id !== null && id !== undefined) this.poisoned.add(id);
      }
    }
    const position = ids.findIndex((id) => id !== null && this.poisoned.has(id));
    return position < 0 ? null : refuseWhole(position, isNamed);
  }
}

export interface RequestBehaviour {
  /** Milliseconds before the answer. */
  readonly latencyMs: number;
  /** A refusal instead of applying the request; null to apply it. */
  readonly before: (incoming: IncomingContacts) => ApiAnswer | null;
  /** The answer in the form that was ordered, or with results that don't fit. */
  readonly after: (answer: ApiAnswer) => ApiAnswer;
  /** Writes the answer badly, if that was ordered. @returns false to write it as usual */
  readonly write: (answer: ApiAnswer, response: ServerResponse) => boolean;
}
