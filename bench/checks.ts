/** The comparisons that goals are made of: what they read from the results, and what it must not exceed. */

import { OPERATIONS, type OperationName } from "./operations";
import { type Key, type Measurement, type Results, totalOf } from "./results";
import { PAGE_SIZE } from "./settings";

/** One comparison. */
export interface Check {
  /** What it is about: operation and size. */
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  /** True where the limit itself is not good enough. */
  readonly isStrict?: boolean;
}

/** Every comparison that the results allow; none where nothing of it was measured. */
export type CheckResults = (results: Results) => Check[];

/** True where what was measured is good enough. */
export const isMet = ({ measured, limit, isStrict }: Check) =>
  isStrict ? measured < limit : measured <= limit;

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
  readonly isStrict?: boolean;
  /** Added to what is compared with, in seconds. */
  readonly plusSeconds?: number;
}

export function ratioOf(
  { seconds }: Results,
  { of, to, limit, isStrict = false, plusSeconds = 0 }: Ratio,
): Check[] {
  const [measured, base] = [seconds(of), seconds(to)];
  if (measured === undefined || base === undefined) return [];
  const what = `${titleOf(of.operation)}, N = ${of.size}`;
  return [{ what, measured: measured / (base + plusSeconds), limit, isStrict }];
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

/** What a recording costs over the floor, at 1,000 recordings against 100. */
export function growth({ seconds }: Results): Check[] {
  return OPERATIONS.filter(({ only }) => only === undefined).flatMap(({ name: operation, title }) => {
    const costOf = (size: number) => {
      const ours = seconds({ contender: "ours", operation, size });
      const floor = seconds({ contender: "floor", operation, size });
      // What is under the floor by chance costs nothing.
      return ours === undefined || floor === undefined ? undefined : Math.max(0, ours - floor) / size;
    };
    const [many, few] = [costOf(1_000), costOf(100)];
    if (many === undefined || few === undefined) return [];
    return { what: title, measured: many === 0 ? 0 : many / few, limit: 1.2 };
  });
}

export const sizeWithin =
  (field: "stateBytes" | "providerCharacters", limit: number): CheckResults =>
  ({ sizes, largest }) =>
    sizes.flatMap((size) => {
      const measured = largest({ contender: "ours", size }, field);
      return measured === undefined ? [] : { what: `N = ${size}`, measured, limit };
    });

/** One number of the rate-limited run. */
export const limitedRun =
  (read: (run: Measurement) => number, limit: number, isStrict = false): CheckResults =>
  ({ select }) =>
    select({ contender: "ours", operation: "rate-limited", size: 1_000 }).map((run) => {
      return { what: "N = 1000", measured: read(run), limit, isStrict };
    });
