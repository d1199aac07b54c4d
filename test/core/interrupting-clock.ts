/** A turned clock on which an interruption comes at an instant, in the middle of somebody's sleep. */

import type { Clock } from "../../provider/api/clock";

/** The same clock, which calls `interrupt` when `afterMs` milliseconds of it have passed; without them, never. */
export function interruptAfter(afterMs: number | undefined, clock: Clock, interrupt: () => void): Clock {
  if (afterMs === undefined) return clock;
  const at = clock.now() + afterMs;
  return {
    now: clock.now,
    sleep: async (ms, signal) => {
      if (clock.now() + ms < at) return await clock.sleep(ms, signal);
      await clock.sleep(Math.max(0, at - clock.now()));
      interrupt();
      signal?.throwIfAborted();
    },
  };
}
