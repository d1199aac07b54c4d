/** The emulator's clock: real time plus an offset that a test can turn forward. */

/** Tells the emulator's time; every lifecycle time, expiry and rate-limit window is measured on it. */
export class VirtualClock {
  readonly #realNow: () => number;
  #offsetMs = 0;
  #frozenAtMs: number | undefined;

  /** @param realNow - source of real time in milliseconds since 1970; default `Date.now` */
  constructor(realNow: () => number = Date.now) {
    this.#realNow = realNow;
  }

  /** The emulated time, in milliseconds since 1970. */
  now(): number {
    return (this.#frozenAtMs ?? this.#realNow()) + this.#offsetMs;
  }

  /** Moves the time forward by `ms` at once; nothing has to be waited for. */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  /** Whether the time stands still between two calls of `advance`. */
  get frozen(): boolean {
    return this.#frozenAtMs !== undefined;
  }

  /** Stops (`true`) or restarts (`false`) the flow of real time; the emulated time never jumps back. */
  freeze(frozen: boolean): void {
    if (frozen === this.frozen) return;
    if (frozen) {
      this.#frozenAtMs = this.#realNow();
    } else {
      this.#offsetMs += (this.#frozenAtMs ?? 0) - this.#realNow();
      this.#frozenAtMs = undefined;
    }
  }

  /** Back to real time. */
  reset(): void {
    this.#offsetMs = 0;
    this.#frozenAtMs = undefined;
  }
}
