/** Runs checks side by side, says how each one went as it ends, and what goes on meanwhile. */

import { createProgress } from "../../scripts/engine";

/** One thing to check; it fails by throwing. What it resolves with is shown beside its name. */
export interface Check {
  readonly name: string;
  run(say: (text: string) => void): Promise<unknown>;
}

/** How many of them went well, and how many didn't. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Two, since each keeps about one processor busy. */
const LANES = 2;

/** Runs all of them, in their order. What hasn't begun when `signal` is aborted counts as failed. */
export async function runChecks(checks: readonly Check[], signal: AbortSignal): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  const waiting = [...checks];
  const doing = new Map<Check, string>();
  const runLane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (await runCheck(check, { doing, signal })) tally.passed++;
      else tally.failed++;
    }
  };
  const describe = () =>
    `${tally.passed + tally.failed} of ${checks.length} done${[...doing].map(([{ name }, what]) => `; ${name}: ${what}`).join("")}`;
  await createProgress(process.stdout).follow(describe, async () => {
    await Promise.all(Array.from({ length: LANES }, runLane));
  });
  return tally;
}

interface Running {
  readonly doing: Map<Check, string>;
  readonly signal: AbortSignal;
}

async function runCheck(check: Check, { doing, signal }: Running): Promise<boolean> {
  const startedMs = performance.now();
  const outcome = (mark: string, note: string) => {
    doing.delete(check);
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    console.log(`${mark} ${check.name} (${seconds} s)${note}`);
  };
  try {
    signal.throwIfAborted();
    doing.set(check, "begun");
    const note = await check.run((text) => doing.set(check, text));
    outcome("✔", typeof note === "string" ? `: ${note}` : "");
    return true;
  } catch (error) {
    outcome("✘", signal.aborted ? ": interrupted" : `\n${(error as Error).message}`);
    return false;
  }
}
