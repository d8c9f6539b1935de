import type { Clock } from './clock.ts';

/** Time over which the rate is taken, in milliseconds. */
const window = 10_000;

/** Contacts per second over the last seconds. */
export class Rate {
  private readonly clock: Clock;
  private readonly begun: number;
  private marks: { at: number; count: number }[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
    this.begun = clock.now();
  }

  add(count: number): void {
    const at = this.clock.now();
    this.marks.push({ at, count });
    this.marks = this.marks.filter((mark) => at - mark.at <= window);
  }

  /** Null while there is nothing to tell. */
  perSecond(): number | null {
    const now = this.clock.now();
    const span = Math.min(window, now - this.begun);
    const count = this.marks.reduce((sum, mark) => sum + mark.count, 0);
    return span < 200 || count === 0 ? null : (count / span) * 1000;
  }
}
