/** Why a push waits by itself, and goes on by itself. */
export const holdCauses = ['offline', 'asleep'] as const;
export type HoldCause = (typeof holdCauses)[number];

/**
 * Keeps requests from leaving while the computer is offline or asleep. Several causes may hold at once; requests
 * leave again when the last of them is gone.
 */
export class Hold {
  private readonly causes = new Set<HoldCause>();
  private waiting: (() => void)[] = [];

  /** Why requests are held; null while they aren't. */
  get cause(): HoldCause | null {
    return [...this.causes][0] ?? null;
  }

  set(cause: HoldCause): void {
    this.causes.add(cause);
  }

  clear(cause: HoldCause): void {
    this.causes.delete(cause);
    if (this.causes.size > 0) return;
    const { waiting } = this;
    this.waiting = [];
    for (const go of waiting) go();
  }

  /**
   * Resolves when nothing holds, or a signal is aborted.
   * @param onHeld is told the cause when there is something to wait for
   * @returns true if it had to wait
   */
  async pass(signals: readonly AbortSignal[], onHeld: (cause: HoldCause) => void): Promise<boolean> {
    const { cause } = this;
    if (cause === null || signals.some(({ aborted }) => aborted)) return false;
    onHeld(cause);
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      for (const signal of signals) signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return true;
  }
}
