/** What a recording takes in a stack's file, whatever else is in it and however it is laid out. */

import assert from "node:assert/strict";
import { measureText } from "../../bench/state-file";

const own = [{ type: "pulumi:pulumi:Stack" }, { type: "pulumi:providers:pulumi-nodejs", inputs: {} }];
const recording = (name: string) => ({
  urn: name,
  type: "pulumi-nodejs:dynamic/realtimekit:Recording",
  inputs: { __provider: "10 letters" },
});
const file = (resources: unknown[], indent?: number) =>
  JSON.stringify({ version: 3, checkpoint: { stack: "s", latest: { resources } } }, null, indent);

describe("the size of a stack's file", () => {
  it("is that of the recordings alone, with what separates them", () => {
    const entry = JSON.stringify(recording("a")).length;
    const expected = { stateBytes: entry + 1, providerCharacters: 10 };
    assert.deepEqual(measureText(file([...own, recording("a"), recording("b")])), expected);
    assert.deepEqual(measureText(`${file([...own, recording("a")])}\n`), expected);
  });

  it("is larger in a file with indentation", () => {
    const compact = measureText(file([...own, recording("a")]));
    const indented = measureText(file([...own, recording("a")], 4));
    assert.ok(compact && indented && indented.stateBytes > compact.stateBytes);
    const alone = file([...own, recording("a")], 4).length - file(own, 4).length;
    assert.equal(indented.stateBytes, alone);
  });

  it("counts what components take too, which have no provider", () => {
    const component = { urn: "a", type: "bench:index:Nothing" };
    const expected = { stateBytes: JSON.stringify(component).length + 1, providerCharacters: undefined };
    assert.deepEqual(measureText(file([...own, component])), expected);
  });

  it("is nothing where there is nothing", () => {
    assert.equal(measureText(file(own)), undefined);
    assert.equal(measureText('{"checkpoint":{"latest":{}}}'), undefined);
  });
});
