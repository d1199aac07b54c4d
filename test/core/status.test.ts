/** What each status means, and that an unknown one means nothing. */

import assert from "node:assert/strict";
import { hasEnded, isFinal, isKnownStatus, observedState } from "../../provider/core/status";

const TABLE = [
  { status: "INVOKED", known: true, ended: false, final: false, state: "recording" },
  { status: "RECORDING", known: true, ended: false, final: false, state: "recording" },
  { status: "PAUSED", known: true, ended: false, final: false, state: "paused" },
  { status: "UPLOADING", known: true, ended: true, final: false, state: "stopped" },
  { status: "UPLOADED", known: true, ended: true, final: true, state: "stopped" },
  { status: "ERRORED", known: true, ended: true, final: true, state: "stopped" },
  { status: "FINALIZING", known: false, ended: false, final: false, state: undefined },
  { status: "uploaded", known: false, ended: false, final: false, state: undefined },
  { status: "toString", known: false, ended: false, final: false, state: undefined },
  { status: "", known: false, ended: false, final: false, state: undefined },
];

describe("a status", () => {
  for (const { status, known, ended, final, state } of TABLE) {
    it(`"${status}" is ${known ? "known" : "unknown"} and observed as ${state}`, () => {
      assert.equal(isKnownStatus(status), known);
      assert.equal(hasEnded(status), ended);
      assert.equal(isFinal(status), final);
      assert.equal(observedState(status), state);
    });
  }
});
