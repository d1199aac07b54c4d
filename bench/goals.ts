/** The goals: what the numbers of a run must be. */

import {
  type CheckResults,
  growth,
  limitedRun,
  pages,
  previewRatio,
  ratioOf,
  requestsWithin,
  sizeWithin,
} from "./checks";
import { totalOf } from "./results";
import { LATENCY_MS, PAGE_SIZE, PARALLEL, rateLimitOf } from "./settings";

/** What must hold. */
export interface Goal {
  readonly name: string;
  readonly limit: string;
  /** In which unit its numbers are. */
  readonly unit: "requests" | "times" | "bytes" | "characters" | "recordings" | "exit code" | "%";
  readonly check: CheckResults;
}

const LIMIT = rateLimitOf(1_000);
const LIMITED = `${LIMIT.requests} requests per ${LIMIT.windowSeconds} s, 1,000 recordings`;

/** All goals. */
export const GOALS: readonly Goal[] = [
  {
    name: "requests, no-op up or preview with live drift check, N live recordings",
    limit: `ceil(N / ${PAGE_SIZE}) + 1`,
    unit: "requests",
    check: requestsWithin(["no-op", "preview"], (size) => pages(size) + 1),
  },
  {
    name: "requests, change all",
    limit: `N + ceil(N / ${PAGE_SIZE}) + 1`,
    unit: "requests",
    check: requestsWithin(["change-all"], (size) => size + pages(size) + 1),
  },
  {
    name: "requests, no-op up, all ended",
    limit: "0",
    unit: "requests",
    check: requestsWithin(["no-op-ended"], () => 0),
  },
  {
    name: "preview at N = 500 against the same with the live check switched off",
    limit: "at most 1.15",
    unit: "times",
    check: previewRatio,
  },
  {
    name: `create at N = 500 against floor + N × ${LATENCY_MS} ms / ${PARALLEL} at once`,
    limit: "at most 1.25",
    unit: "times",
    check: (results) => {
      const of = { contender: "ours", operation: "create", size: 500 } as const;
      const plusSeconds = (of.size * LATENCY_MS) / 1000 / PARALLEL;
      return ratioOf(results, { of, to: { ...of, contender: "floor" }, limit: 1.25, plusSeconds });
    },
  },
  {
    name: "no-op up at N = 1,000 against floor",
    limit: "at most 1.5",
    unit: "times",
    check: (results) => {
      const of = { contender: "ours", operation: "no-op", size: 1_000 } as const;
      return ratioOf(results, { of, to: { ...of, contender: "floor" }, limit: 1.5 });
    },
  },
  {
    name: "one recording, `up --skip-preview`, against as documented",
    limit: "faster",
    unit: "times",
    check: (results) =>
      (["create", "no-op", "change-all", "wait", "no-op-ended"] as const).flatMap((operation) => {
        const of = { contender: "ours", operation, size: 1 } as const;
        return ratioOf(results, { of, to: { ...of, contender: "as-documented" }, limit: 1, within: "under" });
      }),
  },
  {
    name: "cost per recording at 1,000 against 100, floor subtracted",
    limit: "at most 1.2",
    unit: "times",
    check: growth,
  },
  {
    name: "state per recording",
    limit: "at most 2.5 kB",
    unit: "bytes",
    check: sizeWithin("stateBytes", 2_500),
  },
  {
    name: "`__provider`",
    limit: "at most 100 characters",
    unit: "characters",
    check: sizeWithin("providerCharacters", 100),
  },
  {
    name: `${LIMITED}: no failure`,
    limit: "exit code 0",
    unit: "exit code",
    check: limitedRun(({ exitCode }) => exitCode, 0),
  },
  {
    name: `${LIMITED}: not as declared`,
    limit: "0",
    unit: "recordings",
    check: limitedRun(({ astray }) => astray, 0),
  },
  {
    name: `${LIMITED}: answered with 429`,
    limit: "under 1 % of the requests",
    unit: "%",
    check: limitedRun(({ requests }) => (100 * requests.tooMany) / totalOf(requests), 1, "under"),
  },
  {
    // Else the three above would say nothing: a limit that nobody reaches needs no pacing.
    name: `${LIMITED}: windows in which all were used`,
    limit: "at least half of them",
    unit: "%",
    check: limitedRun(({ windows }) => (windows ? (100 * windows.usedUp) / windows.all : 0), 50, "at least"),
  },
];
