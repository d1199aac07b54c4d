/** Paces all requests of the process: within the budget that the API's answers tell, and not at all in its pauses. */

import { type Clock, type Deadline, remainingMs } from "./clock";
import { RateLimitedError } from "./errors";
import { type Headers, LimitWindows } from "./rate-limit";
import { TokenBucket } from "./token-bucket";

/**
 * Called with a sentence for the user when an operation has to wait for the API's budget, and with the end of that wait
 * in milliseconds since the epoch.
 */
export type NotifyWait = (text: string, until: number) => void;

/** The API's documented limit: requests of one user in five minutes. */
const DOCUMENTED_LIMIT = 1_200;
/** Shorter waits aren't worth a message, in milliseconds. */
export const WORTH_TELLING_MS = 1_000;
/** Neither is a wait that turns out to be so much longer than what was told, in milliseconds. */
export const WORTH_TELLING_AGAIN_MS = 2_000;

/** What a user is told of a pause of `ms` milliseconds. */
export function describePause(ms: number): string {
  return `Cloudflare's request limit is used up; going on in ${Math.ceil(ms / 1000)}s`;
}

/** What a pacer goes by. */
export interface PacerOptions {
  /** The most requests in five minutes, whatever the API allows; default: what it allows. */
  readonly limit?: number | undefined;
}

/**
 * One pacer for all requests. What the `Ratelimit` headers leave of a window may be used up at any speed. Where no
 * answer has them, and where a limit is configured, a token bucket counts. After a 429 everybody waits, once, as long
 * as the API said.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #bucket: TokenBucket;
  readonly #isLimitConfigured: boolean;
  readonly #windows: LimitWindows;
  readonly #waiting = new Set<AbortController>();
  #underWay = 0;

  constructor(clock: Clock, { limit }: PacerOptions = {}) {
    this.#clock = clock;
    this.#windows = new LimitWindows(clock);
    this.#isLimitConfigured = limit !== undefined;
    this.#bucket = new TokenBucket(clock, limit ?? DOCUMENTED_LIMIT);
  }

  /** Sends nothing for `ms` milliseconds; never goes on earlier than an earlier call said. */
  hold(ms: number): void {
    this.#windows.close(ms);
  }

  /**
   * Resolves when a request may be sent, at the latest at its deadline, and counts it; call {@link leave} when it is over.
   *
   * @throws RateLimitedError at once, where the limit is used up beyond the deadline.
   */
  async enter(deadline: Deadline, notify: NotifyWait): Promise<void> {
    let toldUntil = 0;
    for (let waitMs = this.waitMs; waitMs > 0; waitMs = this.waitMs) {
      const leftMs = remainingMs(deadline, this.#clock);
      const usedUpMs = this.#usedUpMs;
      if (usedUpMs > 0 && usedUpMs >= leftMs) throw new RateLimitedError(usedUpMs);
      // What else is waited for is a new window's first answer. It may come any moment: nobody gives up before the deadline.
      if (leftMs === 0) break;
      const until = this.#clock.now() + usedUpMs;
      // Every answer wakes everybody: what was told still holds then.
      if (usedUpMs >= WORTH_TELLING_MS && until >= toldUntil + WORTH_TELLING_AGAIN_MS) {
        notify(describePause(usedUpMs), until);
        toldUntil = until;
      }
      await this.#sleep(Math.min(waitMs, leftMs));
    }
    this.#underWay++;
    this.#windows.take();
    this.#bucket.take();
  }

  /** The request is over; `headers` are its answer's, where there was one. */
  leave(headers: Headers | undefined): void {
    this.#underWay--;
    if (headers) this.#windows.note(headers, this.#underWay);
    for (const waiting of this.#waiting) waiting.abort();
  }

  /** How long a request would be held back that were to be sent now, in milliseconds. */
  get waitMs(): number {
    return Math.max(this.#windows.waitMs, this.#bucketMs);
  }

  /** How much of that is because a limit is used up. */
  get #usedUpMs(): number {
    return Math.max(this.#windows.usedUpMs, this.#bucketMs);
  }

  get #bucketMs(): number {
    const isInForce = this.#isLimitConfigured || !this.#windows.areKnown;
    return isInForce ? this.#bucket.waitMs : 0;
  }

  /** Sleeps, or until another answer may have brought room. */
  async #sleep(ms: number): Promise<void> {
    const woken = new AbortController();
    this.#waiting.add(woken);
    try {
      await this.#clock.sleep(ms, woken.signal);
    } catch (error) {
      if (!woken.signal.aborted) throw error;
    } finally {
      this.#waiting.delete(woken);
    }
  }
}
