/** Random commands, in the proportions in which they find most. */

import * as fc from "fast-check";
import {
  change,
  declare,
  meddle,
  type RandomCommand,
  remove,
  stackCommand,
  strike,
  turn,
  wait,
} from "./command";
import { type DesiredState, MEETING, type Name, RECORDINGS } from "./declaration";
import { declarations } from "./declarations";
import { deeds } from "./doings";
import type { Strike } from "./story";

const name = fc.constantFrom<Name>("a", "a", ...RECORDINGS, MEETING, MEETING);
const state = fc.constantFrom<DesiredState>("recording", "paused", "recording", "paused", "stopped");

const ENDPOINTS = [
  "recordings.get",
  "recordings.get",
  "recordings.list",
  "recordings.list",
  "recordings.put",
  "recordings.put",
  "recordings.put",
  "recordings.start",
  "recordings.start",
  "meetings.get",
  "meetings.activeSession",
] as const;
const match = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ENDPOINTS).map((endpoint) => ({ endpoint })) },
  { weight: 1, arbitrary: fc.constantFrom({ method: "GET" }, {}) },
);

const strikesWith = (names: fc.Arbitrary<string>): fc.Arbitrary<Strike> =>
  fc.record({
    name: names,
    match,
    skip: fc.constantFrom(0, 0, 0, 1, 2),
    times: fc.constantFrom(1, 1, 1, 2, 3, 6),
  });

const turnsWith = (strikes: fc.Arbitrary<Strike>) =>
  fc.record({
    change: fc.tuple(name, state),
    strikes: fc.array(strikes, { maxLength: 3 }),
    deeds: fc.array(fc.tuple(deeds, fc.nat(6)), { maxLength: 2 }),
    isParallel: fc.boolean(),
  });

/** Random commands, with these faults. */
export function commandsWith(names: fc.Arbitrary<string>): fc.Arbitrary<RandomCommand>[] {
  const strikes = strikesWith(names);
  const weighted: readonly (readonly [weight: number, fc.Arbitrary<RandomCommand>])[] = [
    [6, turnsWith(strikes).map(turn)],
    [2, declarations.map(declare)],
    [1, fc.tuple(name, state).map(([which, to]) => change(which, to))],
    [1, name.map(remove)],
    [2, fc.boolean().map((isParallel) => stackCommand("up", isParallel))],
    [1, fc.constant(stackCommand("preview"))],
    [1, fc.constant(stackCommand("refresh"))],
    [2, deeds.map((deed) => meddle(deed))],
    [2, strikes.map(strike)],
    [1, fc.constantFrom(61, 61, 61, 90_000).map(wait)],
  ];
  // fast-check draws with equal chances, so that each stands there as often as it weighs.
  return weighted.flatMap(([weight, arbitrary]) =>
    Array<fc.Arbitrary<RandomCommand>>(weight).fill(arbitrary),
  );
}
