/** Waits for a condition, with a deadline. */

import { setTimeout } from "node:timers/promises";

const DEADLINE_MS = 10_000;
const INTERVAL_MS = 10;

type Found<T> = T | undefined | false;

/** The first result of `look` that is neither undefined nor false; throws when there is none before the deadline. */
export async function eventually<T>(
  look: () => Found<T> | Promise<Found<T>>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${look}`);
    await setTimeout(INTERVAL_MS);
  }
}
