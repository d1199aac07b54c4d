/** A user's own unit test of a program, with Pulumi's mocks in place of engine and provider. */

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recording } from "../../provider";
import { type RecordingInputs, RULES } from "../../provider/core/inputs";
import { toOutputs } from "../../provider/core/outputs";

const INPUTS: RecordingInputs = {
  recordingId: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  accountId: "account",
  appId: "app",
  state: "paused",
  onDelete: "leave",
  whenEnded: "fail",
  waitForUpload: false,
};

describe("a program under pulumi.runtime.setMocks", () => {
  const seen: pulumi.runtime.MockResourceArgs[] = [];

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        seen.push(args);
        return { id: `${args.name}-id`, state: { ...args.inputs, status: "PAUSED" } };
      },
      call: ({ inputs }) => inputs,
    });
  });

  it("sees its inputs, its outputs and its id", async () => {
    const { recordingId } = INPUTS;
    const { id, status, state } = new Recording("keynote", { recordingId, state: "paused" });
    assert.deepEqual(await resolved(pulumi.all([id, status, state])), ["keynote-id", "PAUSED", "paused"]);
    assert.equal(seen[0]?.type, "pulumi-nodejs:dynamic/realtimekit:Recording");
    assert.deepEqual([seen[0]?.inputs.recordingId, seen[0]?.inputs.state], [recordingId, "paused"]);
  });

  it("has a property for every output, whether the program gives a value or not", () => {
    const { id, urn, ...outputs } = new Recording("bare", {
      recordingId: INPUTS.recordingId,
      state: "paused",
    });
    const names = Object.entries(outputs)
      .filter(([name, output]) => !name.startsWith("__") && pulumi.Output.isInstance(output))
      .map(([name]) => name);
    const stored = toOutputs(INPUTS, { recordingId: INPUTS.recordingId, status: "PAUSED" }, RULES);
    const { schemaVersion, ...expected } = stored;
    assert.deepEqual(names.sort(), [...Object.keys(expected), "timeouts"].sort());
  });

  it("can look a recording up", async () => {
    const { id, status } = Recording.get("found", "account/app/recording");
    assert.deepEqual(await resolved(pulumi.all([id, status])), ["account/app/recording", "PAUSED"]);
  });
});

function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
