/** Pulumi's unknown values are recognised wherever they stand, and nothing else is. */

import assert from "node:assert/strict";
import { isUnknown } from "../../provider/core/unknown";
import { UNKNOWN_SENTINELS } from "./fixtures";

describe("an unknown value", () => {
  for (const [type, text] of Object.entries(UNKNOWN_SENTINELS)) {
    it(`of type ${type} is recognised, also inside of objects and lists`, () => {
      for (const value of [text, { a: text }, [text], { a: [{ b: text }], c: 1 }])
        assert.ok(isUnknown(value));
    });
  }

  for (const value of [undefined, null, "", "paused", 0, false, {}, [], { a: { b: null } }]) {
    it(`is not ${JSON.stringify(value)}`, () => assert.equal(isUnknown(value), false));
  }

  it("is not a text that only holds one", () => {
    assert.equal(isUnknown(`${UNKNOWN_SENTINELS.string} `), false);
  });
});
