/** Ends the work of a process before its time: nothing is begun any more, and nothing is waited for. */

import { setMaxListeners } from "node:events";
import type { Clock } from "./clock";
import { InterruptedError } from "./errors";

/** What a client and a clock need to know of an interruption. */
export interface Interruption {
  /** Aborts when nothing is to be begun or waited for any more; its reason is an {@link InterruptedError}. */
  readonly signal: AbortSignal;
  /** Aborts {@link ANSWER_GRACE_MS} later, when the answer to an action that was sent isn't waited for any more either. */
  readonly lastCall: AbortSignal;
}

/**
 * The time, in milliseconds, in which an action or a start that was sent may still be answered, after an interruption
 * or after its operation's deadline: what was accepted is kept then.
 */
export const ANSWER_GRACE_MS = 5_000;

/** Makes an interruption and the way to bring it about; a second call of `interrupt` changes nothing. */
export function createInterruption(graceMs = ANSWER_GRACE_MS): Interruption & { interrupt(): void } {
  const first = new AbortController();
  const last = new AbortController();
  // Everything that goes on in the process listens for it; many may, and that is no leak.
  setMaxListeners(0, first.signal, last.signal);
  return {
    signal: first.signal,
    lastCall: last.signal,
    interrupt: () => {
      first.abort(new InterruptedError());
      setTimeout(() => last.abort(), graceMs).unref();
    },
  };
}

/** The same clock, whose sleeps end with an {@link InterruptedError}. */
export function interruptibleClock(clock: Clock, { signal }: Interruption): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, own) => {
      signal.throwIfAborted();
      try {
        await clock.sleep(ms, own ? AbortSignal.any([own, signal]) : signal);
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
  };
}
