/** Time as the provider sees it: injected everywhere, so that tests can turn it. */

import { setTimeout as sleepFor } from "node:timers/promises";

/** A source of time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    // A timer of Node may end up to a millisecond before its time as `now` tells it: too early for a deadline.
    await sleepFor(ms + 1, undefined, signal ? { signal } : {});
  },
};

/** The instant at which an operation gives up, and the time that it was given. */
export interface Deadline {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The whole time, in milliseconds, as the messages give it. */
  readonly totalMs: number;
}

/** A deadline `totalMs` milliseconds from now. */
export function deadlineIn(totalMs: number, clock: Clock): Deadline {
  return { at: clock.now() + totalMs, totalMs };
}

/** The one that leaves more time. */
export const laterOf = (one: Deadline, other: Deadline): Deadline => (one.at > other.at ? one : other);

/** Milliseconds left until the deadline, never negative. */
export function remainingMs(deadline: Deadline, clock: Clock): number {
  return Math.max(0, deadline.at - clock.now());
}
