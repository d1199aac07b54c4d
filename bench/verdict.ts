/** Holds the results against the goals, and says it in lines. */

import { type Check, isMet, isMetByAHair, useOf } from "./checks";
import { GOALS, type Goal } from "./goals";
import type { Results } from "./results";

/** How one goal came out. */
export interface Verdict {
  readonly goal: Goal;
  readonly outcome: "met" | "missed" | "not measured";
  /** The comparison that is closest to its limit, or furthest beyond it. */
  readonly worst?: Check | undefined;
  /** A line for every comparison that misses. */
  readonly misses: readonly string[];
  /** The same for every one that is met by a hair. */
  readonly closeCalls: readonly string[];
}

/** Judges every goal. */
export function judge(results: Results, goals: readonly Goal[] = GOALS): Verdict[] {
  return goals.map((goal) => {
    const checks = goal.check(results);
    const missed = checks.filter((check) => !isMet(check));
    const outcome = checks.length === 0 ? "not measured" : missed.length > 0 ? "missed" : "met";
    const linesOf = (word: string, some: readonly Check[]) =>
      some.map((check) => `${word}: ${goal.name}: ${describe(check, goal)}`);
    const misses = linesOf("missed", missed);
    const closeCalls = linesOf("by a hair", checks.filter(isMetByAHair));
    return { goal, outcome, worst: worstOf(checks), misses, closeCalls };
  });
}

/** What was measured, beside its limit. */
export function describe({ what, measured, limit, within = "at most" }: Check, { unit }: Goal): string {
  return `${what}: ${formatMeasured(measured, unit)}, ${within} ${formatMeasured(limit, unit)}`;
}

/** A number in a goal's unit. */
export function formatMeasured(value: number, unit: Goal["unit"]): string {
  if (!Number.isFinite(value)) return "not comparable";
  if (unit === "times") return `${value.toFixed(2)} times`;
  if (unit === "%") return `${value.toFixed(2)} %`;
  if (unit === "exit code") return `exit code ${value}`;
  return `${Math.round(value).toLocaleString("en")} ${unit}`;
}

const worstOf = (checks: readonly Check[]): Check | undefined =>
  checks.toSorted((a, b) => useOf(b) - useOf(a))[0];
