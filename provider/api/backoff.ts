/** Waits that grow from try to try, with jitter so that many waiters don't fall into step. */

/** How a series of waits grows. */
export interface Backoff {
  /** The first wait, in milliseconds. */
  readonly firstMs: number;
  /** The longest wait, in milliseconds. */
  readonly maxMs: number;
  /** What each wait is multiplied with to give the next. */
  readonly factor: number;
}

/** The wait before try number `attempt` + 1 (the first try is number 0): 75 to 100 % of the nominal time. */
export function backoffMs(backoff: Backoff, attempt: number, random: () => number = Math.random): number {
  const nominalMs = Math.min(backoff.maxMs, backoff.firstMs * backoff.factor ** attempt);
  return Math.round(nominalMs * (0.75 + 0.25 * random()));
}
