/** Time for many at once: it goes on to the next sleeper's end when nothing is left to do before. */

import { setImmediate } from "node:timers/promises";
import type { Emulator } from "../../emulator/index";
import type { Clock } from "../../provider/api/clock";

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** A clock of an emulator, which `run` turns forward. */
export interface VirtualTime {
  readonly clock: Clock;
  /** Runs the work, turning the clock forward whenever all that goes on is sleeping. */
  run<T>(workers: readonly (() => Promise<T>)[]): Promise<T[]>;
}

export function virtualTime(emulator: Emulator): VirtualTime {
  const sleepers = new Set<Sleeper>();
  const now = () => emulator.clock.now();
  const sleep: Clock["sleep"] = (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        sleepers.delete(sleeper);
        settle();
      };
      const sleeper = { until: now() + ms, wake: () => end(resolve) };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", () => end(() => reject(signal.reason)), { once: true });
    });
  return {
    clock: { now, sleep },
    run: async (workers) => {
      let working = workers.length;
      const done = Promise.all(workers.map((work) => work().finally(() => working--)));
      while (working > 0) {
        await setImmediate();
        if (working === 0 || sleepers.size < working) continue;
        const next = [...sleepers].reduce((first, other) => (other.until < first.until ? other : first));
        emulator.clock.advance(Math.max(0, next.until - now()));
        next.wake();
      }
      return await done;
    },
  };
}
