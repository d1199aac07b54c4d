/** The main job on the real engine: a declared state is reached, kept, put back after drift, and refused when over. */

import assert from "node:assert/strict";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const UP = ["up", "--skip-preview"];

describe("a recording that is declared paused, then stopped", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let recordingId: string;
  const declare = (args: object) => kit.declare({ keynote: { recordingId, ...args } });

  it("is paused by up with one PUT, after a preview that sent none", async () => {
    recordingId = kit.emulator.createRecording().id;
    declare({ state: "paused" });
    const { actions, stdout } = await kit.succeed(["up"]);
    assert.deepEqual(actions, ["pause"]);
    assert.match(stdout, /Recording keynote creating .*sending pause/);
    assert.match(stdout, /status *: "PAUSED"/);
  });

  it("is stored with the constant provider text and nothing of the machine in it", async () => {
    const [keynote] = await kit.stored();
    for (const props of [keynote?.inputs, keynote?.outputs]) assert.equal(props?.__provider, PROVIDER_TEXT);
    assert.ok(PROVIDER_TEXT.length <= 200);
    assert.doesNotMatch(PROVIDER_TEXT, /\/(home|root|work|tmp|Users)\b/);
    assert.ok(keynote?.id?.endsWith(`/${recordingId}`), keynote?.id);
  });

  it("is sent nothing by another up", async () => {
    const { actions, stdout } = await kit.succeed([...UP, "--expect-no-changes"]);
    assert.deepEqual(actions, []);
    assert.match(stdout, /2 unchanged/);
  });

  it("shows in a preview with refresh that a host resumed it, and the preview fails where no changes are expected", async () => {
    kit.emulator.patchRecording(recordingId, { status: "RECORDING" });
    const { exitCode, stdout, stderr, actions } = await kit.run([
      "preview",
      "--refresh",
      "--diff",
      "--expect-no-changes",
    ]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /~ state +: "paused" => "recording"/);
    assert.match(stdout, /~ state +: "recording" => "paused"/);
    assert.match(stderr, /no changes were expected/);
    assert.deepEqual(actions, []);
  });

  it("shows the same in a plain preview, in one line at the resource", async () => {
    const { stdout, actions } = await kit.succeed(["preview"]);
    const line = `keynote: will pause the recording: declared "paused", observed RECORDING`;
    assert.equal(
      diagnosticsOf(stdout),
      `  pulumi-nodejs:dynamic/realtimekit:Recording (keynote):\n    ${line}`,
    );
    assert.match(stdout, /~ 1 to update/);
    assert.deepEqual(actions, []);
  });

  it("is put back by a plain up, with one PUT", async () => {
    const { actions, stdout } = await kit.succeed(UP);
    assert.deepEqual(actions, ["pause"]);
    assert.match(stdout, /~ 1 updated/);
    assert.equal(kit.emulator.getRecording(recordingId).status, "PAUSED");
  });

  it("is sent nothing when only onDelete changes", async () => {
    declare({ state: "paused", onDelete: "stop" });
    const { actions, stdout } = await kit.succeed(UP);
    assert.deepEqual(actions, []);
    assert.match(stdout, /\[diff: \+onDelete\]/);
    assert.equal((await kit.stored())[0]?.outputs?.onDelete, "stop");
  });

  it("is stopped where that is declared, and the file is waited for", async () => {
    kit.emulator.patchSettings({ uploadingMs: 200 });
    declare({ state: "stopped", waitForUpload: true });
    const { actions, stdout } = await kit.succeed(["up"]);
    assert.deepEqual(actions, ["stop"]);
    assert.match(
      stdout,
      /Recording keynote update .*will stop the recording: declared "stopped", observed PAUSED/,
    );
    assert.match(stdout, /UPLOADING for 0s: waiting until it is uploaded/);
    const output = JSON.parse((await kit.succeed(["stack", "output", "keynote", "--show-secrets"])).stdout);
    assert.ok(output.fileSize > 0, output.fileSize);
    assert.match(output.downloadUrl, /^https:\/\/.*X-Amz-Signature=/);
  });

  it("is not even asked about by later previews", async () => {
    const { methods } = await kit.succeed(["preview", "--expect-no-changes"]);
    assert.deepEqual(methods, []);
  });

  it("can't be declared recording again: the preview says so at the property, and nothing is sent", async () => {
    declare({ state: "recording" });
    const { exitCode, stdout, actions } = await kit.run(["up"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /property state value \{recording\} has a problem: RecordingEndedError: recording \S+ is declared "recording", but it ended at \S+ because it was stopped through the API or by a host \(API_CALL\); its status is UPLOADED\./,
    );
    assert.doesNotMatch(stdout, /Updating/);
    assert.deepEqual(actions, []);
  });
});

/** The diagnostics that a run printed, without the heading. */
function diagnosticsOf(stdout: string): string {
  return /^Diagnostics:\n(.*?)\n\n(?=\S)/ms.exec(stdout)?.[1] ?? "";
}
