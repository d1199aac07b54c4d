/** In a preview some inputs are not known yet: they pass, stay as they came, and hide no other mistake. */

import assert from "node:assert/strict";

import { checkInputs, IDENTITY, INPUTS, UNKNOWN_SENTINELS } from "./fixtures";

const REQUIRED = { ...IDENTITY, state: "recording" };
const PROPERTIES = [...Object.keys(INPUTS), "timeouts"];

describe("an input that is not known yet", () => {
  for (const property of PROPERTIES) {
    it(`passes as ${property}, whichever text stands for it`, () => {
      for (const text of Object.values(UNKNOWN_SENTINELS)) {
        const { inputs, failures, complete } = checkInputs({ ...REQUIRED, [property]: text });
        assert.deepEqual(failures, []);
        assert.equal(inputs[property], text);
        assert.equal(complete, undefined, "nothing may be foretold from incomplete inputs");
      }
    });
  }

  for (const name of ["create", "update", "delete"]) {
    it(`passes as timeouts.${name}`, () => {
      for (const text of Object.values(UNKNOWN_SENTINELS)) {
        const timeouts = { [name]: text };
        const { inputs, failures, complete } = checkInputs({ ...REQUIRED, timeouts });
        assert.deepEqual(failures, []);
        assert.deepEqual(inputs.timeouts, timeouts);
        assert.equal(complete, undefined);
      }
    });
  }

  it("hides no mistake next to it", () => {
    const timeouts = { create: UNKNOWN_SENTINELS.string, update: "soon" };
    const { failures } = checkInputs({
      ...REQUIRED,
      state: UNKNOWN_SENTINELS.string,
      onDelete: "x",
      timeouts,
    });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["onDelete", "timeouts.update"],
    );
  });

  it("is no excuse for an input that doesn't exist", () => {
    const { failures } = checkInputs({ ...REQUIRED, colour: UNKNOWN_SENTINELS.string });
    assert.equal(failures.length, 1);
  });

  it("inside of an object where a text belongs is a mistake", () => {
    const { failures } = checkInputs({ ...REQUIRED, state: { a: UNKNOWN_SENTINELS.string } });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["state"],
    );
  });
});
