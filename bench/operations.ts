/** The operations, in the order in which a round does them on one stack. */

import type { ContenderName } from "./contenders";
import { PARALLEL, WAIT_PARALLEL } from "./settings";

/** An operation's name on the command line. */
export type OperationName =
  | "create"
  | "no-op"
  | "preview"
  | "preview-unchecked"
  | "refresh"
  | "change-all"
  | "rate-limited"
  | "wait"
  | "no-op-ended"
  | "refresh-ended";

/** What the program declares about every recording. */
export interface Declared {
  readonly state: "recording" | "paused" | "stopped";
  readonly waitForUpload: boolean;
}

/** The status in which every recording is when that has been brought about. */
export const REACHED: Readonly<Record<Declared["state"], string>> = {
  recording: "RECORDING",
  paused: "PAUSED",
  stopped: "UPLOADED",
};

/** What is measured. */
export interface Operation {
  readonly name: OperationName;
  /** As tables and plots have it. */
  readonly title: string;
  /** The CLI's command. An `up` skips its preview, so that one phase is measured. */
  readonly command: readonly string[];
  /** What is declared from here on; else what was before. */
  readonly declares?: Declared;
  /** Which one must come before; all need `create`. */
  readonly needs?: OperationName;
  /** Who does it; default: everybody. Only what everybody does is plotted. */
  readonly only?: readonly ContenderName[];
  /** Added to the command's environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly parallel: number;
  /** Under an enforced rate limit, once, with the most recordings: it takes long, and its failure is a result. */
  readonly isLimited?: boolean;
  /** About how long it takes, in seconds: by recording, and beside that. Only the time left is told by it. */
  readonly estimate: Partial<Record<ContenderName, number>> & { readonly fixed: number };
}

const UP = ["up", "--skip-preview"];
const paused: Declared = { state: "paused", waitForUpload: false };
const recording: Declared = { state: "recording", waitForUpload: false };
const stopped: Declared = { state: "stopped", waitForUpload: true };

/** All operations. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: "create",
    title: "create",
    command: UP,
    declares: paused,
    parallel: PARALLEL,
    estimate: { fixed: 2, least: 0.03, floor: 0.02, ours: 0.04, "as-documented": 0.06, script: 0.03 },
  },
  {
    name: "no-op",
    title: "no-op up",
    command: UP,
    parallel: PARALLEL,
    estimate: { fixed: 2, floor: 0.006, ours: 0.01, "as-documented": 0.11, script: 0.015 },
  },
  {
    name: "preview",
    title: "preview",
    command: ["preview"],
    parallel: PARALLEL,
    estimate: { fixed: 2, floor: 0.006, ours: 0.01, "as-documented": 0.11, script: 0.015 },
  },
  {
    name: "preview-unchecked",
    title: "preview, live check off",
    command: ["preview"],
    env: { REALTIMEKIT_LIVE_CHECK: "false" },
    only: ["ours"],
    parallel: PARALLEL,
    estimate: { fixed: 2, ours: 0.01 },
  },
  {
    name: "refresh",
    title: "refresh",
    command: ["refresh", "--skip-preview"],
    parallel: PARALLEL,
    estimate: { fixed: 1, floor: 0.001, ours: 0.02, "as-documented": 0.045, script: 0.015 },
  },
  {
    name: "change-all",
    title: "change all",
    command: UP,
    declares: recording,
    parallel: PARALLEL,
    estimate: { fixed: 2, least: 0.04, floor: 0.006, ours: 0.05, "as-documented": 0.18, script: 0.03 },
  },
  {
    name: "rate-limited",
    title: "change all, rate limited",
    command: UP,
    declares: paused,
    needs: "change-all",
    only: ["ours", "script"],
    parallel: PARALLEL,
    isLimited: true,
    estimate: { fixed: 2, ours: 0.13, script: 0.26 },
  },
  {
    name: "wait",
    title: "wait for upload",
    command: UP,
    declares: stopped,
    parallel: WAIT_PARALLEL,
    estimate: { fixed: 5, least: 0.05, floor: 0.006, ours: 0.05, "as-documented": 0.18, script: 0.02 },
  },
  {
    name: "no-op-ended",
    title: "no-op up, all ended",
    command: UP,
    needs: "wait",
    parallel: PARALLEL,
    estimate: { fixed: 2, floor: 0.006, ours: 0.01, "as-documented": 0.11, script: 0.015 },
  },
  {
    name: "refresh-ended",
    title: "refresh, all ended",
    command: ["refresh", "--skip-preview"],
    needs: "wait",
    parallel: PARALLEL,
    estimate: { fixed: 1, floor: 0.001, ours: 0.02, "as-documented": 0.045, script: 0.015 },
  },
];

/** These, and all that must come before them, in their order. */
export function withNeeded(names: ReadonlySet<OperationName>): readonly Operation[] {
  const needed = new Set<OperationName>(["create", ...names]);
  // Backwards, because each one needs an earlier one.
  for (const { name, needs } of OPERATIONS.toReversed()) if (needs && needed.has(name)) needed.add(needs);
  return OPERATIONS.filter(({ name }) => needed.has(name));
}
