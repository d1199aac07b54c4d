/** What the real engine shows when a recording ends, or vanishes, behind Pulumi's back. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const UP = ["up", "--skip-preview"];

describe("a recording that everybody left", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let recordingId: string;
  const declare = (args: object) => kit.declare({ keynote: { recordingId, state: "recording", ...args } });

  it("is an error in the preview, without a stack trace or an action", async () => {
    recordingId = kit.emulator.createRecording().id;
    declare({});
    await kit.succeed(UP);
    kit.emulator.patchRecording(recordingId, {
      status: "UPLOADED",
      stop_reason: { reason: "ALL_PEERS_LEFT" },
    });
    const { exitCode, stdout, text, actions } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /error: RecordingEndedError: recording \S+ is declared "recording", but it ended at \S+ because everybody had left the meeting \(ALL_PEERS_LEFT\); its status is UPLOADED\. An ended recording can't start again: declare state "stopped", or set whenEnded: "accept"/,
    );
    assert.doesNotMatch(text, /^\s+at /m);
    assert.deepEqual(actions, []);
  });

  it("is accepted where whenEnded says so, with a warning at the resource", async () => {
    declare({ whenEnded: "accept" });
    const { stdout, actions } = await kit.succeed(UP);
    assert.match(
      stdout,
      /warning: declared "recording", but the recording ended at .*; accepted \(whenEnded\)/,
    );
    assert.deepEqual(actions, []);
  });

  it("is then no drift, in no preview", async () => {
    await kit.succeed(["preview", "--refresh", "--expect-no-changes"]);
    const { methods } = await kit.succeed(["preview", "--expect-no-changes"]);
    assert.deepEqual(methods, []);
  });
});

describe("a recording that is gone", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let recordingId: string;

  it("is an error in the preview that says what to do", async () => {
    recordingId = kit.emulator.createRecording().id;
    kit.declare({ keynote: { recordingId, state: "recording" } });
    await kit.succeed(UP);
    kit.emulator.deleteRecording(recordingId);
    const { exitCode, stdout } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /error: RecordingNotFoundError: app \S+ has no recording \S+\. Check recordingId, appId and accountId; if the recording was deleted, take it out of the program and run "pulumi refresh"\./,
    );
  });

  it("stays in the state while the API can't be asked", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-somebody-else" }] });
    const { exitCode, text } = await kit.run(["refresh", "--skip-preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      text,
      /AuthenticationError: Cloudflare refused the API token from the environment variable CLOUDFLARE_API_TOKEN/,
    );
    assert.equal((await kit.stored()).length, 1);
    kit.emulator.patchSettings({ tokens: [] });
  });

  it("is dropped from the state by a refresh", async () => {
    const { stdout } = await kit.succeed(["refresh", "--skip-preview"]);
    assert.match(stdout, /- 1 deleted/);
    assert.deepEqual(await kit.stored(), []);
  });

  it("is still named by the program, which the next preview says at the property", async () => {
    const { exitCode, stdout } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      new RegExp(`property recordingId value \\{${recordingId}\\} has a problem: RecordingNotFoundError: `),
    );
  });
});
