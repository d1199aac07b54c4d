/** `delete`: leaves the recording as it is, or stops it where `onDelete` says so. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator";
import { nameOf, useHooks } from "../support/hooks-kit";

describe("delete", () => {
  const kit = useHooks();

  it("sends nothing at all by default", async () => {
    const { id, outs, recordingId } = await kit.create();
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.emulator.requests(), []);
    assert.equal(kit.emulator.getRecording(recordingId).status, "RECORDING");
  });

  const RUNNING: [status: RecordingStatus, state: string][] = [
    ["RECORDING", "recording"],
    ["PAUSED", "paused"],
  ];
  for (const [status, state] of RUNNING) {
    it(`stops a recording that is ${status} where onDelete says so`, async () => {
      const { id, outs, recordingId } = await kit.create({ state, onDelete: "stop" }, { status });
      await kit.hooks.delete(id, outs);
      assert.deepEqual(kit.actions(), ["stop"]);
      assert.equal(kit.emulator.getRecording(recordingId).status, "UPLOADING");
    });
  }

  it("sends nothing for a recording that is stored as ended", async () => {
    const { id, outs } = await kit.create({ state: "stopped", onDelete: "stop" }, { status: "UPLOADED" });
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.emulator.requests(), []);
  });

  it("sends no stop to a recording that ended since", async () => {
    const { id, outs, recordingId } = await kit.create({ onDelete: "stop" });
    kit.emulator.patchRecording(recordingId, { status: "UPLOADED" });
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.actions(), []);
  });

  it("is done where the recording is gone", async () => {
    const { id, outs, recordingId } = await kit.create({ onDelete: "stop" });
    kit.emulator.deleteRecording(recordingId);
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.actions(), []);
  });

  it("is done where the recording vanishes before the stop arrives", async () => {
    const { id, outs } = await kit.create({ onDelete: "stop" });
    kit.emulator.addFault({ kind: "status", status: 404, match: { method: "PUT" } });
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.actions(), ["stop"]);
  });

  it("waits for a recording that is INVOKED rather than let it record on", async () => {
    kit.emulator.clock.freeze(true);
    const { id, outs, recordingId } = await kit.create({ onDelete: "stop" });
    kit.emulator.patchRecording(recordingId, { status: "INVOKED" });
    const deleted = kit.hooks.delete(id, outs);
    await kit.engine.message(/^INVOKED for 0s: waiting until it is RECORDING$/);
    kit.emulator.clock.advance(60_000);
    await deleted;
    assert.deepEqual(kit.actions(), ["stop"]);
  });

  it("fails, so that the resource stays in the state, where the stop took no effect in time", async () => {
    const { id, outs } = await kit.create({ onDelete: "stop", timeouts: { delete: "1s" } });
    kit.emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });
    await assert.rejects(kit.hooks.delete(id, outs), {
      message:
        /^WaitTimeoutError: recording \S+ was not stopped after 1s; its status was RECORDING when last seen\. The API accepted "stop"\./,
    });
  });

  /** How a program may go on to declare what a stored resource stands for; the other resource's name. */
  const HEIRS: [name: string, heir: string][] = [
    ["renamed", "keynote"],
    ["replaced by itself", ""],
  ];
  for (const [name, heir] of HEIRS) {
    it(`sends nothing where the resource was ${name}, and says so`, async () => {
      const declared = await kit.create({ onDelete: "stop" });
      const { urn, id, outs, inputs, recordingId } = declared;
      const __urn = heir ? urn.replace(/::[^:]*$/, `::${heir}`) : urn;
      const news = { recordingId, state: "recording", onDelete: "stop", __urn };
      const checked = await kit.hooks.check(heir ? {} : inputs, news);
      assert.deepEqual(checked.failures, []);
      await kit.hooks.create(checked.inputs);
      await kit.hooks.delete(id, outs);
      assert.deepEqual(kit.actions(), []);
      assert.equal(kit.emulator.getRecording(recordingId).status, "RECORDING");
      const { text } = await kit.engine.message(/doesn't stop/);
      assert.equal(
        text,
        `${nameOf(declared)}: doesn't stop the recording, which ${heir || nameOf(declared)} has now`,
      );
    });
  }

  it("sends nothing where the meeting's resource has the recording, whether it is new or not", async () => {
    const meetingId = kit.emulator.createMeeting().id;
    const __urn = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::panel";
    const { id, outs } = await kit.create({ onDelete: "stop" }, { meeting_id: meetingId });
    const news = { meetingId, state: "recording", __urn };
    const meeting = await kit.hooks.create((await kit.hooks.check({}, news)).inputs);
    await kit.hooks.delete(id, outs);
    kit.forget();
    const { inputs } = await kit.hooks.check(meeting.outs, news);
    assert.equal((await kit.hooks.diff(meeting.id, meeting.outs, inputs)).changes, "none");
    await kit.hooks.delete(id, outs);
    assert.deepEqual(kit.actions(), []);
  });

  it("refuses a state that was written by a newer version, before it sends anything", async () => {
    const { id, outs } = await kit.create({ onDelete: "stop" });
    await assert.rejects(kit.hooks.delete(id, { ...outs, schemaVersion: 2 }), {
      message: /newer pulumi-realtimekit/,
    });
    assert.deepEqual(kit.emulator.requests(), []);
  });
});
