/** The whole table of what is done, written out from the design's words, not from the code's table. */

import assert from "node:assert/strict";
import { isReached, PLANS, type Plan, planFor } from "../../provider/core/plan";
import { DESIRED_STATES, STATUSES } from "../../provider/core/status";

/** Status, then what is to be done about `recording`, `paused` and `stopped`. */
const TABLE: [status: string, recording: Plan, paused: Plan, stopped: Plan][] = [
  ["INVOKED", { kind: "wait" }, { kind: "wait", next: "pause" }, { kind: "wait", next: "stop" }],
  ["RECORDING", { kind: "inPlace" }, { kind: "act", action: "pause" }, { kind: "act", action: "stop" }],
  ["PAUSED", { kind: "act", action: "resume" }, { kind: "inPlace" }, { kind: "act", action: "stop" }],
  ["UPLOADING", { kind: "ended" }, { kind: "ended" }, { kind: "inPlace" }],
  ["UPLOADED", { kind: "ended" }, { kind: "ended" }, { kind: "inPlace" }],
  ["ERRORED", { kind: "ended" }, { kind: "ended" }, { kind: "inPlaceAfterError" }],
  ["FINALIZING", { kind: "wait" }, { kind: "wait" }, { kind: "wait" }],
  // Names that every object has by inheritance are statuses like any other unknown one.
  ["constructor", { kind: "wait" }, { kind: "wait" }, { kind: "wait" }],
  ["recording", { kind: "wait" }, { kind: "wait" }, { kind: "wait" }],
];

const CELLS = TABLE.flatMap(([status, recording, paused, stopped]) => [
  { status, desired: "recording" as const, expected: recording },
  { status, desired: "paused" as const, expected: paused },
  { status, desired: "stopped" as const, expected: stopped },
]);

describe("the plan", () => {
  for (const { status, desired, expected } of CELLS) {
    it(`for ${status} declared "${desired}" is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(planFor(status, desired), expected);
      assert.equal(isReached(status, desired), expected.kind.startsWith("inPlace"));
    });
  }

  it("has a row for every status of the specification, and a cell for every state", () => {
    assert.deepEqual(Object.keys(PLANS), [...STATUSES]);
    for (const row of Object.values(PLANS)) assert.deepEqual(Object.keys(row), [...DESIRED_STATES]);
  });

  it("sends stop for nothing but a declared stopped", () => {
    const stops = CELLS.filter(({ expected }) => JSON.stringify(expected).includes("stop"));
    assert.deepEqual([...new Set(stops.map(({ desired }) => desired))], ["stopped"]);
  });
});
