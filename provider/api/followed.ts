/** Requests that one caller has begun and others wait for: each until its own deadline, and told of every pause. */

import { type Clock, type Deadline, remainingMs } from "./clock";
import { describePause, WORTH_TELLING_AGAIN_MS, WORTH_TELLING_MS } from "./pacer";
import type { CallOptions } from "./requests";

/** Who waits, and how not to any more. */
interface Follower extends CallOptions {
  leave(): void;
}

/** Work that goes on; it never fails. */
export class Followed {
  readonly #done: Promise<void>;
  readonly #followers = new Set<Follower>();
  /** When the last pause that was told of ends, in milliseconds since the epoch. */
  #pausedUntil = 0;

  /** Begins the work, which is over by its deadline. */
  constructor(
    private readonly clock: Clock,
    private readonly deadline: Deadline,
    work: (options: CallOptions) => Promise<void>,
  ) {
    this.#done = work({ deadline, notify: (_, until) => this.#tellAll(until) });
  }

  /**
   * Waits for the end of the work, at the latest until the caller's deadline, and not at all through a pause that is
   * longer than that.
   *
   * @returns whether the work is over.
   */
  async follow({ deadline, notify }: CallOptions): Promise<boolean> {
    const over = new AbortController();
    let leave = () => {};
    const left = new Promise<false>((resolve) => {
      leave = () => resolve(false);
    });
    const follower = { deadline, notify, leave };
    this.#followers.add(follower);
    if (this.#pausedUntil - this.clock.now() >= WORTH_TELLING_MS) this.#tell(follower);
    try {
      return await Promise.race([
        this.#done.then(() => true),
        left,
        ...(deadline.at < this.deadline.at ? [this.#sleepUntil(deadline, over.signal)] : []),
      ]);
    } finally {
      over.abort();
      this.#followers.delete(follower);
    }
  }

  async #sleepUntil(deadline: Deadline, signal: AbortSignal): Promise<false> {
    await this.clock.sleep(remainingMs(deadline, this.clock), signal);
    return false;
  }

  /** Several requests at once are held back by the same pause. */
  #tellAll(until: number): void {
    if (until < this.#pausedUntil + WORTH_TELLING_AGAIN_MS) return;
    this.#pausedUntil = until;
    for (const follower of this.#followers) this.#tell(follower);
  }

  #tell({ deadline, notify, leave }: Follower): void {
    // What it asks for by itself is refused at once, with the reason.
    if (this.#pausedUntil >= deadline.at) leave();
    else notify(describePause(this.#pausedUntil - this.clock.now()), this.#pausedUntil);
  }
}
