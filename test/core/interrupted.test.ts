/** What a user reads who interrupted an operation: what it had seen and sent until then. */

import assert from "node:assert/strict";
import { InterruptedError } from "../../provider/api/errors";
import { withProgress } from "../../provider/core/interrupted";
import type { Journal } from "../../provider/core/wait";
import { observed } from "./fixtures";

const BEGINS = "InterruptedError: pulumi was interrupted before this was done: ";
const ENDS = ". Run it again to go on from there.";
const SEEN = "recording 97440c6a-140b-40a9-9499-b23fd7a3868a was RECORDING when last seen. ";

const TOLD: [name: string, journal: Journal, told: string][] = [
  ["nothing was done", {}, "Nothing was sent"],
  ["a recording was seen", { recording: observed("RECORDING") }, `${SEEN}Nothing was sent`],
  [
    "an action was accepted",
    { recording: observed("RECORDING"), accepted: "pause" },
    `${SEEN}The API accepted "pause"`,
  ],
  ["an answer got lost", { lost: "start" }, '"start" was sent, but its answer got lost'],
];

describe("an interruption", () => {
  for (const [name, journal, told] of TOLD) {
    it(`is told with what is known when ${name}`, () => {
      const error = withProgress(new InterruptedError(), journal);
      assert.ok(error instanceof InterruptedError);
      assert.equal(error.message, BEGINS + told + ENDS);
    });
  }

  it("is nothing else that goes wrong, which stays as it is", () => {
    const other = new TypeError("x");
    assert.equal(withProgress(other, { accepted: "stop" }), other);
  });
});
