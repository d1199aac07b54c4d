/** What the API's answers tell of its request limits: what is left of each, and until when. */

import type { Clock } from "./clock";

/** The headers of an answer. */
export type Headers = Record<string, string | string[] | undefined>;

/** Where this client stands in one of the API's limits. */
export interface LimitStanding {
  /** The limit's name. */
  readonly name: string;
  /** Requests that are left in the present window. */
  readonly remaining: number;
  /** Until the window ends, in milliseconds; the API gives whole seconds. */
  readonly resetMs: number;
}

/** One item, such as `"default";r=50;t=30`: remaining requests, seconds until the window ends. */
const ITEM = /"([^"]*)"((?:\s*;\s*[a-z]+=\d+)+)/g;

/** The limits of a `Ratelimit` header, such as `"default";r=50;t=30`; none where it says nothing that is understood. */
export function readLimits({ ratelimit }: Headers): LimitStanding[] {
  const limits: LimitStanding[] = [];
  // Several headers of that name come as a list.
  for (const [, name = "", parameters = ""] of String(ratelimit).matchAll(ITEM)) {
    const remaining = /;\s*r=(\d+)/.exec(parameters)?.[1];
    const resetSeconds = /;\s*t=(\d+)/.exec(parameters)?.[1];
    if (remaining === undefined || resetSeconds === undefined) continue;
    limits.push({ name, remaining: Number(remaining), resetMs: Number(resetSeconds) * 1000 });
  }
  return limits;
}

/** The present window of one limit. */
interface Window {
  remaining: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
  /** True for the first request of a new window, of which nothing is known yet. */
  readonly isProbe?: true;
}

/** The API tells the end of a window in whole seconds; ends that differ by less are the same one. */
const SAME_WINDOW_MS = 1_500;
/** How long the one request that opens a new window may take before others follow it. */
const PROBE_MS = 1_000;
/** An API that says so much more than was counted here counts otherwise, and knows better. */
const MISCOUNT = 100;

/** The windows of all limits. At a window's end one request goes first, to learn of the next one. */
export class LimitWindows {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when the API's answers tell what may be sent. */
  get areKnown(): boolean {
    return this.#windows.size > 0;
  }

  /** Milliseconds until a request may be sent. */
  get waitMs(): number {
    return this.#longestWait(() => true);
  }

  /** The same without the wait for a new window's first answer: nobody knows yet whether anything is left of it. */
  get usedUpMs(): number {
    return this.#longestWait(({ isProbe }) => !isProbe);
  }

  /** Counts a request that is sent now. */
  take(): void {
    for (const window of this.#windows.values()) window.remaining -= 1;
  }

  /** Nothing is sent for `ms` milliseconds, and then one request first. */
  close(ms: number): void {
    const resetAt = Math.max(this.#clock.now() + ms, this.#windows.get("pause")?.resetAt ?? 0);
    this.#windows.set("pause", { remaining: 0, resetAt });
  }

  /** Takes over what an answer says, while `underWay` other requests are not answered yet. */
  note(headers: Headers, underWay: number): void {
    for (const [name, { isProbe }] of this.#windows) if (isProbe) this.#windows.delete(name);
    for (const { name, remaining, resetMs } of readLimits(headers)) {
      const resetAt = this.#clock.now() + resetMs;
      const told = { remaining: Math.max(0, remaining - underWay), resetAt };
      const window = this.#windows.get(name);
      const isSame = window !== undefined && resetAt <= window.resetAt + SAME_WINDOW_MS;
      const isCounted = window !== undefined && remaining <= window.remaining + MISCOUNT;
      this.#windows.set(name, isSame && isCounted ? earlierAndFewer(window, { remaining, resetAt }) : told);
    }
  }

  #longestWait(counts: (window: Window) => boolean): number {
    const now = this.#clock.now();
    let waitMs = 0;
    for (const [name, window] of this.#windows) {
      if (now >= window.resetAt) {
        this.#windows.set(name, { remaining: 1, resetAt: now + PROBE_MS, isProbe: true });
      } else if (window.remaining <= 0 && counts(window)) {
        waitMs = Math.max(waitMs, window.resetAt - now);
      }
    }
    return waitMs;
  }
}

function earlierAndFewer(a: Window, b: Window): Window {
  return { remaining: Math.min(a.remaining, b.remaining), resetAt: Math.min(a.resetAt, b.resetAt) };
}
