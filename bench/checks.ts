/** The comparisons that goals are made of: what they read from the results, and what it must not exceed. */

import type { ContenderName } from "./contenders";
import { OPERATIONS, type OperationName } from "./operations";
import { type Key, type Measurement, type Results, totalOf } from "./results";
import { PAGE_SIZE } from "./settings";

/** One comparison. */
export interface Check {
  /** What it is about: operation and size. */
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  /** On which side of the limit it must be; default: "at most". */
  readonly within?: Within;
}

/** How a number stands to its limit. */
export type Within = "at most" | "under" | "at least";

/** Every comparison that the results allow; none where nothing of it was measured. */
export type CheckResults = (results: Results) => Check[];

/** True where what was measured is good enough. */
export function isMet({ measured, limit, within = "at most" }: Check): boolean {
  if (within === "at least") return measured >= limit;
  return within === "under" ? measured < limit : measured <= limit;
}

/** By how much of the limit it is used up; a limit of 0 by the number itself. */
export function useOf({ measured, limit, within }: Check): number {
  if (within === "at least") return limit / measured;
  return limit === 0 ? 1 + measured : measured / limit;
}

/** True where it is good enough by so little that another run may miss; nothing is closer to 0 than 0. */
export const isMetByAHair = (check: Check) => isMet(check) && check.limit !== 0 && useOf(check) > 0.98;

/** How many pages a list of so many has. */
export const pages = (size: number) => Math.ceil(size / PAGE_SIZE);
const titleOf = (name: OperationName) =>
  OPERATIONS.find((operation) => operation.name === name)?.title ?? name;

/** The requests of ours in some operations, at every size. */
export function requestsWithin(
  names: readonly OperationName[],
  limitOf: (size: number) => number,
): CheckResults {
  return ({ sizes, requests }) =>
    names.flatMap((operation) =>
      sizes.flatMap((size) => {
        const found = requests({ contender: "ours", operation, size });
        if (!found) return [];
        return { what: `${titleOf(operation)}, N = ${size}`, measured: totalOf(found), limit: limitOf(size) };
      }),
    );
}

export interface Ratio {
  readonly of: Required<Key>;
  readonly to: Required<Key>;
  readonly limit: number;
  readonly within?: Within;
  /** Added to what is compared with, in seconds. */
  readonly plusSeconds?: number;
}

export function ratioOf(
  { seconds }: Results,
  { of, to, limit, within = "at most", plusSeconds = 0 }: Ratio,
): Check[] {
  const [measured, base] = [seconds(of), seconds(to)];
  if (measured === undefined || base === undefined) return [];
  const what = `${titleOf(of.operation)}, N = ${of.size}`;
  return [{ what, measured: measured / (base + plusSeconds), limit, within }];
}

/** A preview that asked the API did not have its live check switched off, and proves nothing. */
export function previewRatio(results: Results): Check[] {
  const of = { contender: "ours", operation: "preview", size: 500 } as const;
  const to = { ...of, operation: "preview-unchecked" } as const;
  const asked = results.requests(to);
  if (asked && totalOf(asked) > 0) {
    const what = `its live check was not off: ${totalOf(asked)} requests, N = 500`;
    return [{ what, measured: Number.POSITIVE_INFINITY, limit: 1.15 }];
  }
  return ratioOf(results, { of, to, limit: 1.15 });
}

/** What is compared between 1,000 recordings and 100: what everybody does, but for the refresh that is only shown. */
const GROWING = OPERATIONS.filter(({ only, name }) => only === undefined && name !== "refresh-ended");

/** What a recording costs over the floor, at 1,000 recordings against 100. */
export const growth = (results: Results) => growthOf("ours", results);

/** The same of another contender. */
export function growthOf(contender: ContenderName, { seconds }: Results): Check[] {
  return GROWING.flatMap(({ name: operation, title }) => {
    const costOf = (size: number) => {
      const own = seconds({ contender, operation, size });
      const floor = seconds({ contender: "floor", operation, size });
      // What is under the floor by chance costs nothing.
      return own === undefined || floor === undefined ? undefined : Math.max(0, own - floor) / size;
    };
    const [many, few] = [costOf(1_000), costOf(100)];
    if (many === undefined || few === undefined) return [];
    return { what: title, measured: many === 0 ? 0 : many / few, limit: 1.2 };
  });
}

/** The largest of all operations, at every size, with the first operation that is so large. */
export const sizeWithin =
  (field: "stateBytes" | "providerCharacters", limit: number): CheckResults =>
  ({ sizes, select, largest }) =>
    sizes.flatMap((size) => {
      const measured = largest({ contender: "ours", size }, field);
      const found = select({ contender: "ours", size }).find(({ [field]: value }) => value === measured);
      if (measured === undefined || !found) return [];
      return { what: `${titleOf(found.operation)}, N = ${size}`, measured, limit };
    });

/** One number of the rate-limited run. */
export const limitedRun =
  (read: (run: Measurement) => number, limit: number, within: Within = "at most"): CheckResults =>
  ({ select }) =>
    select({ contender: "ours", operation: "rate-limited", size: 1_000 }).map((run) => {
      return { what: "N = 1000", measured: read(run), limit, within };
    });
