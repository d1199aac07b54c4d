/** Waits for a condition, with a deadline. */

import { setTimeout } from "node:timers/promises";

const DEADLINE_MS = 10_000;
const INTERVAL_MS = 10;

/** The first result of `look` that is neither undefined nor false; throws when there is none within ten seconds. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`not within ${DEADLINE_MS} ms: ${look}`);
    await setTimeout(INTERVAL_MS);
  }
}
