/** What leaves a stack on the real engine, and what it does to the recording: replacement, removal, destroy. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const UP = ["up", "--skip-preview"];

describe("a stack with a recording to leave and one to stop", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let left: string;
  let stopped: string;
  const statusOf = (id: string) => kit.emulator.getRecording(id).status;
  const declare = () =>
    kit.declare({
      left: { recordingId: left, state: "recording" },
      stopped: { recordingId: stopped, state: "recording", onDelete: "stop" },
    });

  it("adopts both without sending anything, since both are recording already", async () => {
    left = kit.emulator.createRecording().id;
    stopped = kit.emulator.createRecording().id;
    declare();
    assert.deepEqual((await kit.succeed(UP)).actions, []);
  });

  it("replaces each for another recording, announcing and sending the one stop", async () => {
    const before = { left, stopped };
    left = kit.emulator.createRecording().id;
    stopped = kit.emulator.createRecording().id;
    declare();
    const { stdout, actions } = await kit.succeed(["up"]);
    assert.match(stdout, /\+-2 to replace/);
    assert.match(
      stdout,
      new RegExp(
        `Recording \\(stopped\\):\n +stopped: will stop recording ${before.stopped}, which is replaced: deleting the resource stops it`,
      ),
    );
    assert.deepEqual(actions, ["stop"]);
    assert.deepEqual(
      [statusOf(before.left), statusOf(left), statusOf(stopped)],
      ["RECORDING", "RECORDING", "RECORDING"],
    );
    assert.notEqual(statusOf(before.stopped), "RECORDING");
  });

  it("renames one without stopping its recording, although deleting the old resource would", async () => {
    const args = { recordingId: stopped, state: "recording", onDelete: "stop" } as const;
    kit.declare({ left: { recordingId: left, state: "recording" }, renamed: args });
    const { stdout, actions } = await kit.succeed(["up"]);
    assert.match(stdout, /\+ 1 created[\s\S]*- 1 deleted/);
    assert.match(stdout, /stopped: doesn't stop the recording, which renamed has now/);
    assert.deepEqual([actions, statusOf(stopped)], [[], "RECORDING"]);
    declare();
    assert.deepEqual([(await kit.succeed(UP)).actions, statusOf(stopped)], [[], "RECORDING"]);
  });

  it("replaces one by itself without stopping its recording", async () => {
    const [{ urn } = { urn: "" }] = (await kit.stored()).filter(({ urn }) => urn.endsWith("::stopped"));
    const { stdout, actions } = await kit.succeed([...UP, "--target-replace", urn]);
    assert.match(stdout, /\+-1 replaced/);
    assert.deepEqual([actions, statusOf(stopped)], [[], "RECORDING"]);
  });

  it("takes one out that the program dropped, and asks the API nothing", async () => {
    kit.declare({ stopped: { recordingId: stopped, state: "recording", onDelete: "stop" } });
    const { stdout, actions } = await kit.succeed(UP);
    assert.match(stdout, /- 1 deleted/);
    assert.deepEqual(actions, []);
    assert.equal(statusOf(left), "RECORDING");
  });

  it("takes both through destroy with one stop", async () => {
    declare();
    await kit.succeed(UP);
    const { actions } = await kit.succeed(["destroy", "--skip-preview"]);
    assert.deepEqual(actions, ["stop"]);
    assert.equal(statusOf(left), "RECORDING");
    assert.notEqual(statusOf(stopped), "RECORDING");
    assert.deepEqual(await kit.stored(), []);
  });
});
