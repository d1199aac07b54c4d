/** What was measured, and its medians. */

import type { ContenderName } from "./contenders";
import type { OperationName } from "./operations";

/** The requests of one command by kind, as the emulator's log has them. */
export interface Requests {
  /** GET of one recording. */
  readonly getOne: number;
  /** GET of a page of the list. */
  readonly list: number;
  readonly put: number;
  readonly other: number;
  /** How many of all these were answered with 429. */
  readonly tooMany: number;
}

/** The windows of an enforced limit that a command went through. */
export interface Windows {
  readonly all: number;
  /** Those in which everything was used that the limit allows. */
  readonly usedUp: number;
}

/** One command. */
export interface Measurement {
  readonly contender: ContenderName;
  readonly operation: OperationName;
  readonly size: number;
  readonly round: number;
  /** Wall time of the command. */
  readonly seconds: number;
  readonly requests: Requests;
  /** What the stack's file grew by, per recording; where there is a stack. */
  readonly stateBytes?: number | undefined;
  /** Length of `__provider`; where there is a provider. */
  readonly providerCharacters?: number | undefined;
  /** Most resident memory of the provider process; where the system tells. */
  readonly peakMemoryBytes?: number | undefined;
  readonly exitCode: number;
  /** How many recordings are not in the status that is declared. */
  readonly astray: number;
  /** Where a limit was enforced. */
  readonly windows?: Windows | undefined;
}

/** What a value belongs to; all that is given must fit. */
export type Key = Partial<Pick<Measurement, "contender" | "operation" | "size">>;

/** All measurements, and questions to them. What was not measured is `undefined`. */
export interface Results {
  readonly measurements: readonly Measurement[];
  readonly sizes: readonly number[];
  select(key: Key): readonly Measurement[];
  /** The median of the rounds. */
  seconds(key: Required<Key>): number | undefined;
  /** The round with the most requests: a budget must hold in each of them. */
  requests(key: Required<Key>): Requests | undefined;
  /** The largest of all that fit. */
  largest(key: Key, field: "stateBytes" | "providerCharacters" | "peakMemoryBytes"): number | undefined;
}

/** Wraps measurements. */
export function createResults(measurements: readonly Measurement[]): Results {
  const select = (key: Key) => {
    const wanted = Object.entries(key) as [keyof Key, unknown][];
    return measurements.filter((found) => wanted.every(([name, value]) => found[name] === value));
  };
  return {
    measurements,
    sizes: [...new Set(measurements.map(({ size }) => size))].sort((a, b) => a - b),
    select,
    seconds: (key) => median(select(key).map(({ seconds }) => seconds)),
    requests: (key) => {
      const all = select(key).map(({ requests }) => requests);
      return all.toSorted((a, b) => totalOf(b) - totalOf(a))[0];
    },
    largest: (key, field) => {
      const values = select(key).flatMap(({ [field]: value }) => value ?? []);
      return values.length === 0 ? undefined : Math.max(...values);
    },
  };
}

/** True where it did what was asked for; else its time means nothing. */
export const isDone = ({ exitCode, astray }: Pick<Measurement, "exitCode" | "astray">) =>
  exitCode === 0 && astray === 0;

/** How many requests there were. */
export const totalOf = ({ getOne, list, put, other }: Requests) => getOne + list + put + other;

/** The middle one, or the mean of the middle two; `undefined` of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
