/** A token bucket: half of a budget at once, the other half evenly over five minutes. */

import type { Clock } from "./clock";

const WINDOW_MS = 5 * 60_000;

/** Lets through at most `limit` requests in any five minutes. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #capacity: number;
  /** Five minutes make up for the deepest debt, as they make every request forgotten. */
  readonly #deepest: number;
  readonly #msPerToken: number;
  #tokens: number;
  #filledAt: number;

  constructor(clock: Clock, limit: number) {
    this.#clock = clock;
    this.#capacity = Math.max(1, Math.floor(limit / 2));
    this.#deepest = this.#capacity - limit;
    this.#msPerToken = WINDOW_MS / Math.max(1, limit - this.#capacity);
    this.#tokens = this.#capacity;
    this.#filledAt = clock.now();
  }

  /** Milliseconds until there is a token. */
  get waitMs(): number {
    this.#fill();
    return Math.max(0, Math.ceil((1 - this.#tokens) * this.#msPerToken));
  }

  /** Takes a token, or runs into debt where it is taken unasked. */
  take(): void {
    this.#fill();
    this.#tokens = Math.max(this.#deepest, this.#tokens - 1);
  }

  #fill(): void {
    const now = this.#clock.now();
    const gained = Math.max(0, now - this.#filledAt) / this.#msPerToken;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#filledAt = now;
  }
}
