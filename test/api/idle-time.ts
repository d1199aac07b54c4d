/** Time that goes on to the next sleeper's end whenever no request is under way: for many that wait for one another. */

import { setImmediate } from "node:timers/promises";
import type { Dispatcher } from "undici";
import type { Emulator } from "../../emulator/index";
import type { Clock } from "../../provider/api/clock";

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** So many turns of the event loop without a request: whoever had an answer has gone on with it. */
const IDLE_TURNS = 3;

/** A clock of an emulator, and the dispatchers whose requests it waits for. */
export interface IdleTime {
  readonly clock: Clock;
  /** The same dispatcher, each of whose requests takes so long. */
  watch(dispatcher: Dispatcher, latencyMs?: number): Dispatcher;
}

/** The emulator's own clock has to stand still. */
export function idleTime(emulator: Emulator): IdleTime {
  const sleepers = new Set<Sleeper>();
  let underWay = 0;
  let isTurning = false;
  const now = () => emulator.clock.now();

  const turn = async () => {
    isTurning = true;
    while (sleepers.size > 0) {
      for (let idle = 0; idle < IDLE_TURNS; idle = underWay > 0 ? 0 : idle + 1) await setImmediate();
      if (sleepers.size === 0) break;
      const next = [...sleepers].reduce((first, other) => (other.until < first.until ? other : first));
      emulator.clock.advance(Math.max(0, next.until - now()));
      next.wake();
    }
    isTurning = false;
  };

  const sleep: Clock["sleep"] = (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        sleepers.delete(sleeper);
        settle();
      };
      const sleeper = { until: now() + ms, wake: () => end(resolve) };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", () => end(() => reject(signal.reason)), { once: true });
      if (!isTurning) void turn();
    });

  const watch = (dispatcher: Dispatcher, latencyMs = 0) =>
    dispatcher.compose((dispatch) => (request, handler) => {
      const begin = () => {
        underWay++;
        return dispatch(
          request,
          whenOver(handler, () => underWay--),
        );
      };
      if (latencyMs === 0) return begin();
      void sleep(latencyMs).then(begin);
      return true;
    });
  return { clock: { now, sleep }, watch };
}

function whenOver(handler: Dispatcher.DispatchHandler, over: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => {
      over();
      handler.onResponseEnd?.(...args);
    },
    onResponseError: (...args) => {
      over();
      handler.onResponseError?.(...args);
    },
  };
}
