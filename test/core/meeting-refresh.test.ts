/** A refresh shows what goes on in a meeting as the state that a program would declare for it. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator/index";
import { AuthenticationError } from "../../provider/api/errors";
import type { Outputs } from "../../provider/core/kind";
import { AmbiguousMeetingError } from "../../provider/core/meeting-errors";
import { meetingKind } from "../../provider/core/meeting-kind";
import { begun, everybodyLeft, readStored, useMeetings } from "./meeting-kit";

describe("a refresh", () => {
  const kit = useMeetings();
  const find = (outs: Outputs) => meetingKind.find(readStored(outs), kit.begin().operation);

  const SEEN: [RecordingStatus, string][] = [
    ["RECORDING", "recording"],
    ["PAUSED", "paused"],
    ["UPLOADING", "stopped"],
    ["UPLOADED", "stopped"],
    ["ERRORED", "stopped"],
  ];
  for (const [status, state] of SEEN) {
    it(`shows ${status} as the declared state "${state}"`, async () => {
      const { outs, id } = await begun(kit);
      kit.emulator.patchRecording(id, { status });
      const found = await find(outs);
      assert.deepEqual(
        [found?.inputs.state, found?.outs.state, found?.outs.status, found?.outs.__declared],
        [state, state, status, "recording"],
      );
      assert.deepEqual(kit.sent(), []);
    });
  }

  /** One that somebody began since the last run: it is read alone, because the list doesn't say why it was started. */
  const begunSince = async () => {
    const inputs = kit.declare({ state: "stopped" });
    const { outs = {} } = await kit.bring(inputs);
    return { outs, id: kit.record(inputs, { status: "RECORDING" }) };
  };

  it("keeps a recording that the list shows, although a read of it says that it doesn't exist", async () => {
    const { outs, id } = await begunSince();
    kit.emulator.addFault({ kind: "status", status: 404, match: { endpoint: "recordings.get" } });
    const found = await find(outs);
    assert.deepEqual([found?.outs.recordingId, found?.outs.origin], [id, "adopted"]);
    assert.ok(kit.trail().includes("recordings.get 404"), kit.trail().join());
  });

  for (const [status, state] of SEEN) {
    it(`shows what a recording was when it was read, and not when it was listed: ${status}`, async () => {
      const { outs, id } = await begunSince();
      const { operation } = kit.begin({
        after: (call) => {
          if (call === "listOfMeeting") kit.emulator.patchRecording(id, { status });
        },
      });
      const found = await meetingKind.find(readStored(outs), operation);
      assert.deepEqual([found?.inputs.state, found?.outs.status], [state, status]);
    });
  }

  it("asks for nothing but the list where the state knows why the recording was started", async () => {
    const { outs } = await begun(kit);
    await find(outs);
    assert.deepEqual(kit.trail(), ["recordings.list 200"]);
  });

  it("keeps what it knew of a recording that is gone, and the next run doesn't start another one", async () => {
    const { inputs, outs, id } = await begun(kit);
    kit.emulator.deleteRecording(id);
    const found = await find(outs);
    assert.deepEqual([found?.outs.recordingId, found?.outs.status], [id, "RECORDING"]);
    const { error } = await kit.bring(inputs, found?.outs);
    assert.match(
      String(error?.message),
      /^RecordingEndedError: .* it is gone from the API; its status was RECORDING/,
    );
    assert.deepEqual(kit.sent(), []);
  });

  it("goes on with the recording that it knows where several run", async () => {
    const { inputs, outs, id } = await begun(kit);
    kit.record(inputs, { status: "RECORDING" });
    kit.emulator.patchRecording(id, { status: "PAUSED" });
    const found = await find(outs);
    assert.deepEqual([found?.outs.recordingId, found?.inputs.state], [id, "paused"]);
  });

  it("takes the end of the recording that it knows for that, where several others run", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    for (let others = 0; others < 2; others++) kit.record(inputs, { status: "RECORDING" });
    const found = await find(outs);
    assert.deepEqual([found?.outs.recordingId, found?.inputs.state], [id, "stopped"]);
    kit.emulator.deleteRecording(id);
    const after = await find(outs);
    assert.deepEqual([after?.outs.recordingId, after?.inputs.state], [null, "stopped"]);
  });

  it("takes that end for no drift where it is accepted", async () => {
    const { inputs, outs, id } = await begun(kit, { whenEnded: "accept" });
    everybodyLeft(kit, id);
    for (let others = 0; others < 2; others++) kit.record(inputs, { status: "RECORDING" });
    const found = await find(outs);
    assert.deepEqual([found?.outs.recordingId, found?.inputs.state], [id, "recording"]);
  });

  it("that knows no recording asks which of several is meant", async () => {
    const inputs = kit.declare({ state: "stopped" });
    const { outs = {} } = await kit.bring(inputs);
    for (let others = 0; others < 2; others++) kit.record(inputs, { status: "RECORDING" });
    await assert.rejects(find(outs), AmbiguousMeetingError);
  });

  it("fails where the list can't be read, instead of going by what it knows", async () => {
    const { outs } = await begun(kit);
    kit.emulator.addFault({ kind: "status", status: 403, match: { endpoint: "recordings.list" } });
    await assert.rejects(find(outs), AuthenticationError);
  });

  it("of a meeting that is only looked up asks nobody whether somebody is there", async () => {
    const { state: _, ...inputs } = kit.declare();
    const found = await find(inputs);
    assert.deepEqual([found?.inputs.state, found?.outs.recordingId], ["stopped", null]);
    assert.deepEqual(kit.trail(), ["recordings.list 200", "meetings.get 200"]);
  });

  it("goes by what was declared, not by what was seen before, where an end is accepted", async () => {
    const { outs, id } = await begun(kit, { whenEnded: "accept" });
    kit.emulator.patchRecording(id, { status: "PAUSED" });
    const paused = await find(outs);
    everybodyLeft(kit, id);
    assert.equal((await find(paused?.outs ?? {}))?.inputs.state, "recording");
  });

  it("takes an accepted end for no drift, and one that can't be followed yet", async () => {
    for (const whenEnded of ["accept", "restart"] as const) {
      const { inputs, outs, id } = await begun(kit, { whenEnded });
      everybodyLeft(kit, id);
      kit.emulator.patchMeeting(inputs.meetingId, { live_participants: 0 });
      assert.equal((await find(outs))?.inputs.state, "recording", whenEnded);
    }
  });

  it("takes the end of one that should be followed now for drift", async () => {
    const { outs, id } = await begun(kit, { whenEnded: "restart" });
    everybodyLeft(kit, id);
    assert.equal((await find(outs))?.inputs.state, "stopped");
  });

  it("remembers what was declared, so that an end by itself stays one after a refresh", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    const found = await find(outs);
    const { error } = await kit.bring(inputs, found?.outs);
    assert.equal(error?.name, "RecordingEndedError");
  });

  it("finds the recording that a host started since, and that it is not this resource's", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    const other = kit.record(inputs, { status: "PAUSED" });
    const found = await find(outs);
    assert.deepEqual(
      [found?.outs.recordingId, found?.inputs.state, found?.outs.origin],
      [other, "paused", "adopted"],
    );
  });

  it("keeps what the API says about the file", async () => {
    const { outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    assert.match(String((await find(outs))?.outs.downloadUrl), /^https:/);
  });

  it("finds a meeting without a recording, and nothing where there is no such meeting", async () => {
    const inputs = kit.declare({ state: "stopped" });
    const { outs } = await kit.bring(inputs);
    const found = await find(outs ?? {});
    assert.deepEqual([found?.inputs.state, found?.outs.recordingId], ["stopped", null]);
    kit.emulator.deleteMeeting(inputs.meetingId);
    assert.equal(await find(outs ?? {}), undefined);
  });
});
