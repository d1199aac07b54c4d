/** Tells from a log which windows of a rate limit were used up: only there did the limit hold anybody back. */

import type { LoggedRequest } from "../emulator";
import type { Windows } from "./results";
import type { RateLimit } from "./settings";

/** Counts a log by windows, which begin as the emulator's do: with the first request after the last one's end. */
export function countWindows(
  log: readonly Pick<LoggedRequest, "time">[],
  { requests, windowSeconds }: RateLimit,
): Windows {
  const counts: number[] = [];
  let endsMs = Number.NEGATIVE_INFINITY;
  for (const { time } of log) {
    const atMs = Date.parse(time);
    if (atMs >= endsMs) {
      counts.push(0);
      endsMs = atMs + windowSeconds * 1000;
    }
    counts.push((counts.pop() ?? 0) + 1);
  }
  return { all: counts.length, usedUp: counts.filter((count) => count >= requests).length };
}
