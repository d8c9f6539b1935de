import type { Clock } from './clock.ts';

/** Time over which the rate is taken, in milliseconds. */
const window = 10_000;
/** Contacts are counted by slices of time of this length, in milliseconds. */
const slice = 250;

/** Contacts per second over the last seconds. */
export class Rate {
  private readonly clock: Clock;
  private readonly begun: number;
  private marks: { readonly at: number; count: number }[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
    this.begun = clock.now();
  }

  add(count: number): void {
    const at = this.clock.now();
    const last = this.marks.at(-1);
    if (last && at - last.at < slice) last.count += count;
    else this.marks = [...this.marks.filter((mark) => at - mark.at <= window), { at, count }];
  }

  /** Null while there is nothing to tell. */
  perSecond(): number | null {
    const now = this.clock.now();
    const span = Math.min(window, now - this.begun);
    const count = this.marks.reduce((sum, mark) => (now - mark.at <= window ? sum + mark.count : sum), 0);
    return span < 200 || count === 0 ? null : (count / span) * 1000;
  }
}
