/** Long waits on the real engine: Ctrl-C in the middle of one, and a CLI that is killed in the middle of one. */

import assert from "node:assert/strict";
import { inTime, LOCKED, STORY_TIMEOUT_MS, UP, useStage } from "./stage";

const HOUR_MS = 3_600_000;
/** "In seconds", on a machine that may be busy with others. */
const SOON_MS = 8_000;

describe("a run that is interrupted while it waits", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const stage = useStage({ settings: { uploadingMs: HOUR_MS, invokedMs: HOUR_MS } });
  let recordingId: string;
  const statusNow = async () => (await stage.emulator.control.getRecording(recordingId)).status;
  const sent = async () => (await stage.changes()).map(({ body }) => (body as { action?: unknown }).action);

  it("for a file that takes an hour ends in seconds, and keeps that the stop was accepted", async () => {
    recordingId = (await stage.emulator.control.createRecording()).id;
    stage.declare({ keynote: { kind: "Recording", recordingId, state: "stopped", waitForUpload: true } });
    const run = await stage.start(UP);
    await inTime(async () => (await statusNow()) === "UPLOADING");
    const struckAt = performance.now();
    run.signal("SIGINT");
    const { exitCode, stdout } = await run.ended;
    assert.ok(performance.now() - struckAt < SOON_MS);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /InterruptedError: pulumi was interrupted before this was done: recording \S+ was UPLOADING when last seen\. The API accepted "stop"\. Run it again/,
    );
    await inTime(() => run.survivors().length === 0);
    const { resources = [], pending_operations } = (await stage.workspace.export()).deployment;
    assert.equal(resources.find(({ type }) => /:Recording$/.test(type))?.outputs?.status, "UPLOADING");
    assert.equal(pending_operations, undefined);
  });

  it("is gone on with by the next up, which sends nothing twice", async () => {
    await stage.emulator.control.changeClock({ advanceMs: HOUR_MS });
    const { exitCode, text } = await stage.run(UP);
    assert.equal(exitCode, 0, text);
    assert.deepEqual([await statusNow(), await sent()], ["UPLOADED", ["stop"]]);
  });

  it("and whose CLI is killed sends nothing any more, whatever is declared by then", async () => {
    recordingId = (await stage.emulator.control.createRecording({ status: "INVOKED" })).id;
    const declare = (state: string) => stage.declare({ talk: { kind: "Recording", recordingId, state } });
    declare("stopped");
    const run = await stage.start(UP);
    const reads = async () => (await stage.emulator.control.requests({ path: recordingId })).length;
    // One by the preview's part of the up, one before the wait, one in it.
    await inTime(async () => (await reads()) >= 3);
    run.signal("SIGKILL");
    await run.ended;
    assert.ok(run.provider(), "the provider's process is left behind");
    declare("recording");
    await stage.emulator.control.patchRecording(recordingId, { status: "RECORDING" });
    assert.match((await stage.run(UP)).text, LOCKED);
    assert.equal((await stage.run(["cancel", "--yes"])).exitCode, 0);
    const { exitCode, text } = await stage.run(UP);
    assert.equal(exitCode, 0, text);
    assert.match(text, /1 pending operations .*\n.*talk, interrupted while creating/);
    assert.deepEqual([await statusNow(), await sent()], ["RECORDING", ["stop"]]);
  });
});
