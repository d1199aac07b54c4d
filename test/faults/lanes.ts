/** Runs a property many times side by side, since a run mostly waits, and says how to repeat one that failed. */

import * as fc from "fast-check";
import type { FaultOptions } from "./options";

/** What the lanes run. */
export interface LaneWork<T> {
  readonly suite: "hooks" | "engine";
  readonly runs: number;
  readonly lanes: number;
  readonly options: FaultOptions;
  /** The values of a run; `replay` is for the commands of one that is repeated. */
  arbitrary(replay: { readonly replayPath?: string }): fc.Arbitrary<T>;
  run(value: T): Promise<void>;
}

/** How long a failure is made smaller, in milliseconds; what was found until then is reported. */
const SHRINK_MS = 120_000;

/** The lanes of one seed draw other runs than those of the next. */
const SEEDS_APART = 1_000;

/** Runs them all. Throws with the smallest failing run that was found, and the command that repeats it. */
export async function runLanes<T>(work: LaneWork<T>): Promise<void> {
  const { options, lanes, runs } = work;
  if (options.path !== undefined) return report(work, await runLane(work, options.seed, new Watch()));
  const watch = new Watch();
  const all = Array.from({ length: Math.min(lanes, runs) }, (_, lane) => {
    const share = Math.floor(runs / lanes) + (lane < runs % lanes ? 1 : 0);
    return runLane(work, options.seed * SEEDS_APART + lane, watch, share);
  });
  const finished = await Promise.all(all);
  for (const details of finished) if (watch.isFirst(details.seed)) report(work, details);
}

/** Knows when it is time to end. */
class Watch {
  #failedAt: number | undefined;
  #lane: number | undefined;

  /** After a failure only its own lane goes on, to make it smaller, and not for ever. */
  isOver(lane: number): boolean {
    if (this.#failedAt === undefined) return false;
    return lane !== this.#lane || Date.now() > this.#failedAt + SHRINK_MS;
  }

  /** Whether this lane's failure is the one that was made smaller. */
  isFirst(lane: number): boolean {
    return lane === this.#lane;
  }

  fail(lane: number): void {
    this.#failedAt ??= Date.now();
    this.#lane ??= lane;
  }
}

async function runLane<T>(work: LaneWork<T>, seed: number, watch: Watch, numRuns = 1) {
  const { path, commands } = work.options;
  const property = fc.asyncProperty(
    work.arbitrary(commands ? { replayPath: commands } : {}),
    async (value) => {
      if (watch.isOver(seed)) return;
      try {
        await work.run(value);
      } catch (error) {
        watch.fail(seed);
        throw error;
      }
    },
  );
  const repeat = path === undefined ? {} : { path, endOnFailure: true };
  return await fc.check(property as fc.IAsyncProperty<[T]>, { seed, numRuns, ...repeat });
}

function report<T>({ suite, runs }: LaneWork<T>, details: fc.RunDetails<[T]>): void {
  if (!details.failed) return;
  const { seed, counterexamplePath, counterexample, errorInstance } = details;
  const text = fc.stringify(counterexample);
  const replay = /replayPath="([^"]*)"/.exec(text)?.[1] ?? "";
  const error = errorInstance as Error | undefined;
  const message = [
    `${error?.message ?? errorInstance}`,
    "",
    `The run: ${text.replace(/,(?=[^,[\]{}"]*>|declare|change|remove|up|preview|refresh|fault)/g, ",\n  ")}`,
    "",
    "Repeat it with:",
    `npm run test:faults -- --suite ${suite} --runs ${runs} --seed ${seed} --path "${counterexamplePath}" --commands "${replay}"`,
  ].join("\n");
  throw Object.assign(new Error(message), { stack: message });
}
