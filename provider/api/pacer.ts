/** Holds all requests of the process back while the API asks for a pause. */

import { type Clock, type Deadline, remainingMs } from "./clock";
import { RateLimitedError } from "./errors";

/** Called with a sentence for the user when an operation has to wait for the API's budget. */
export type NotifyWait = (text: string) => void;

/** One gate for all requests: after a 429 everybody waits, once, as long as the API said. */
export class Pacer {
  #openAt = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Closes the gate for `ms` milliseconds; never opens it earlier than an earlier call said. */
  hold(ms: number): void {
    this.#openAt = Math.max(this.#openAt, this.#clock.now() + ms);
  }

  /**
   * Resolves when requests may be sent.
   *
   * @throws RateLimitedError at once, where the pause lasts beyond the deadline.
   */
  async ready(deadline: Deadline, notify: NotifyWait): Promise<void> {
    for (;;) {
      const waitMs = this.#openAt - this.#clock.now();
      if (waitMs <= 0) return;
      if (waitMs >= remainingMs(deadline, this.#clock)) throw new RateLimitedError(waitMs);
      notify(`Cloudflare's request limit is used up; going on in ${Math.ceil(waitMs / 1000)}s`);
      await this.#clock.sleep(waitMs);
    }
  }
}
