/** Who starts a meeting's recording on the real engine: a host, a host who is faster, or a start that gets lost. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS } from "../support/engine-kit";
import { eventually } from "../support/eventually";
import { sent, useMeetingStack } from "./meeting-program";

const UP = ["up", "--skip-preview"];

describe("a meeting that a host records", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useMeetingStack();
  let meetingId: string;
  const declare = (args: object = {}) => kit.declare({ keynote: { meetingId, state: "recording", ...args } });
  const hostStarts = () => kit.emulator.createRecording({ meeting_id: meetingId }).id;

  it("is ambiguous where two recordings run: the preview lists them at the property", async () => {
    meetingId = kit.emulator.createMeeting().id;
    const ids = [hostStarts(), hostStarts()];
    declare();
    const run = await kit.run(["preview"]);
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.stdout,
      /property meetingId value .* AmbiguousMeetingError: meeting \S+ has 2 recordings/,
    );
    for (const id of ids) assert.match(run.stdout, new RegExp(`${id} \\(RECORDING, since \\d{4}-`));
    assert.match(run.stdout, /with the resource Recording, by its id/);
    kit.emulator.deleteRecording(String(ids[0]));
  });

  it("is adopted without a request that changes anything, and left by destroy", async () => {
    assert.deepEqual(sent(await kit.succeed(["up"])), []);
    assert.equal((await kit.outputs()).origin, "adopted");
    assert.deepEqual(sent(await kit.succeed(["destroy", "--skip-preview"])), []);
  });

  it("is adopted where the host was faster by a moment", async () => {
    meetingId = kit.emulator.createMeeting().id;
    declare({ state: "paused" });
    kit.emulator.addFault({ kind: "delay", delayMs: 300, match: { method: "POST" } });
    const up = kit.succeed(UP);
    await eventually(() => kit.emulator.requests({ method: "POST" })[0], STORY_TIMEOUT_MS / 2);
    hostStarts();
    const run = await up;
    assert.deepEqual(sent(run), ["POST", "pause"]);
    assert.equal((await kit.outputs()).origin, "adopted");
  });
});

describe("a start that doesn't come through", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useMeetingStack();
  let meetingId: string;

  it("is looked for where its answer got lost, and not sent again", async () => {
    meetingId = kit.emulator.createMeeting().id;
    kit.declare({ keynote: { meetingId, state: "recording" } });
    kit.emulator.addFault({ kind: "dropAfter", match: { method: "POST" } });
    assert.deepEqual(sent(await kit.succeed(UP)), ["POST"]);
    assert.equal(kit.emulator.listRecordings().length, 1);
    await kit.succeed(["destroy", "--skip-preview"]);
  });

  it("leaves the recording in the state where it doesn't begin in time", async () => {
    meetingId = kit.emulator.createMeeting().id;
    kit.emulator.patchSettings({ invokedMs: 600_000 });
    kit.declare({ keynote: { meetingId, state: "recording", timeouts: { create: "1s" } } });
    const run = await kit.run(UP);
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.stdout,
      /WaitTimeoutError: recording \S+ was not RECORDING after 1s; its status was INVOKED when last seen\. The API accepted "start"\. Run it again/,
    );
    const { status, origin } = await kit.outputs();
    assert.deepEqual([status, origin], ["INVOKED", "started"]);
  });

  it("is gone on with by the next up, without another POST", async () => {
    const [recording] = kit.emulator.listRecordings({ meeting_id: meetingId });
    kit.emulator.patchRecording(String(recording?.id), { status: "RECORDING" });
    assert.deepEqual(sent(await kit.succeed(UP)), []);
    assert.equal((await kit.outputs()).origin, "started");
    assert.deepEqual(sent(await kit.succeed([...UP, "--expect-no-changes"])), []);
  });
});
