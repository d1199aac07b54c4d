/** A meeting's recording ends although that was not declared, or as declared: what follows, and what doesn't. */

import assert from "node:assert/strict";
import { begun, everybodyLeft, useMeetings } from "./meeting-kit";

describe("a recording that ended by itself", () => {
  const kit = useMeetings();

  it("is an error that says why, and how to go on", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    const { error } = await kit.bring(inputs, outs);
    assert.match(
      String(error?.message),
      /^RecordingEndedError: recording \S+ is declared "recording", but it ended at \S+ because everybody had left the meeting \(ALL_PEERS_LEFT\); its status is UPLOADED\. An ended recording can't start again: declare state "stopped", or set whenEnded: "restart" to start another one, or whenEnded: "accept" to take its end as it is\.$/,
    );
    assert.deepEqual(kit.sent(), []);
  });

  it("and failed is an error where its file was to be waited for", async () => {
    const { inputs, outs, id } = await begun(kit);
    kit.emulator.patchRecording(id, { status: "ERRORED" });
    const { error } = await kit.bring({ ...inputs, state: "stopped", waitForUpload: true }, outs);
    assert.match(String(error?.message), /^UploadFailedError/);
  });

  it("is taken as it is where that is declared, with a warning", async () => {
    const { inputs, outs, id } = await begun(kit, { whenEnded: "accept" });
    everybodyLeft(kit, id);
    const { outs: after, said } = await kit.bring(inputs, outs);
    assert.deepEqual([after?.status, after?.state, after?.origin], ["UPLOADED", "recording", "started"]);
    assert.match(
      String(said.warnings),
      /^declared "recording", but the recording ended .*; accepted \(whenEnded\)$/,
    );
    assert.deepEqual(kit.sent(), []);
  });

  it("is followed by another one where that is declared and somebody is there, which is said", async () => {
    const { inputs, outs, id } = await begun(kit, { whenEnded: "restart" });
    everybodyLeft(kit, id);
    const { outs: after, said } = await kit.bring(inputs, outs);
    assert.notEqual(after?.recordingId, id);
    assert.deepEqual([after?.status, after?.origin], ["RECORDING", "started"]);
    assert.deepEqual(said.infos, ["the last recording ended; starting another one"]);
    assert.deepEqual(kit.sent(), ["POST 200"]);
  });

  it("is not followed while nobody is there", async () => {
    const { inputs, outs, id } = await begun(kit, { whenEnded: "restart" });
    everybodyLeft(kit, id);
    kit.emulator.patchMeeting(inputs.meetingId, { live_participants: 0 });
    const { outs: after } = await kit.bring(inputs, outs);
    assert.deepEqual([after?.recordingId, after?.status], [id, "UPLOADED"]);
    assert.deepEqual(kit.sent(), []);
  });

  it("is followed by one that was started meanwhile, which is adopted", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    const other = kit.record(inputs, { status: "RECORDING" });
    const { outs: after } = await kit.bring(inputs, outs);
    assert.deepEqual([after?.recordingId, after?.origin], [other, "adopted"]);
    assert.deepEqual(kit.sent(), []);
  });

  /** Pauses a recording that ends right before. */
  const pauseTooLate = (live_participants: number) => {
    const inputs = kit.declare({ state: "paused", whenEnded: "restart" });
    const id = kit.record(inputs, { status: "RECORDING" });
    return kit.bring(inputs, undefined, {
      before: (call) => {
        if (call !== "sendAction" || kit.emulator.getRecording(id).status !== "RECORDING") return;
        kit.emulator.patchRecording(id, { status: "ERRORED" });
        kit.emulator.patchMeeting(inputs.meetingId, { live_participants });
      },
    });
  };

  it("is followed by one other, once, where it ends while it is being brought to its state", async () => {
    const { outs } = await pauseTooLate(2);
    assert.deepEqual([outs?.status, outs?.origin], ["PAUSED", "started"]);
    assert.deepEqual(kit.sent(), ["pause 400", "POST 200", "pause 200"]);
  });

  it("is followed by none where nobody is there any more when it ends meanwhile", async () => {
    const { outs } = await pauseTooLate(0);
    assert.deepEqual([outs?.status, outs?.origin], ["ERRORED", "adopted"]);
    assert.deepEqual(kit.sent(), ["pause 400"]);
  });

  it("isn't what another error is taken for: that is told at once", async () => {
    const inputs = kit.declare({ state: "paused" });
    kit.record(inputs, { status: "RECORDING" });
    kit.emulator.addFault({ kind: "status", status: 403, match: { method: "PUT" } });
    assert.equal((await kit.bring(inputs)).error?.name, "AuthenticationError");
    assert.equal(kit.trail().at(-1), "pause 403");
  });

  it("doesn't stand in the way of another one after it was declared stopped", async () => {
    const { inputs, outs, id } = await begun(kit);
    const { outs: stopped } = await kit.bring({ ...inputs, state: "stopped" }, outs);
    assert.deepEqual(kit.sent(), ["stop 200"]);
    assert.equal(kit.trail().at(-1), "stop 200", "nothing else is looked for");
    const { outs: after } = await kit.bring(inputs, stopped);
    assert.notEqual(after?.recordingId, id);
    assert.deepEqual(kit.sent(), ["stop 200", "POST 200"]);
  });

  it("is waited for until its file is there, where that is declared", async () => {
    const { inputs, outs } = await begun(kit);
    const wanted = { ...inputs, state: "stopped" as const, waitForUpload: true };
    const { outs: after } = await kit.bring(wanted, outs);
    assert.equal(after?.status, "UPLOADED");
    assert.ok(Number(after?.fileSize) > 0 && String(after?.downloadUrl).startsWith("https://"));
  });

  it("leaves alone what begins while its file is waited for", async () => {
    const { inputs, outs, id } = await begun(kit);
    const wanted = { ...inputs, state: "stopped" as const, waitForUpload: true };
    let looks = 0;
    let other = "";
    const before = (call: string) => {
      if (call === "sendAction") kit.emulator.patchRecording(id, { status: "UPLOADING" });
      if (call === "getRecording" && kit.sent().length > 0 && ++looks === 3)
        other = kit.record(inputs, { status: "RECORDING" });
    };
    const { outs: after } = await kit.bring(wanted, outs, { before });
    assert.deepEqual([after?.recordingId, after?.status], [id, "UPLOADED"]);
    assert.deepEqual(kit.sent(), ["stop 400"]);
    assert.equal(kit.emulator.getRecording(other).status, "RECORDING");
  });

  it("is not looked at again where its file is known to be there", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    const wanted = { ...inputs, state: "stopped" as const, waitForUpload: true };
    await kit.bring(wanted, { ...outs, status: "UPLOADED" });
    assert.deepEqual(kit.trail(), ["recordings.list 200"]);
  });

  it("is waited for too where it had ended before that was declared", async () => {
    const { inputs, outs, id } = await begun(kit);
    kit.emulator.patchRecording(id, { status: "UPLOADING" });
    const wanted = { ...inputs, state: "stopped" as const, waitForUpload: true };
    assert.equal((await kit.bring(wanted, outs)).outs?.status, "UPLOADED");
    assert.deepEqual(kit.sent(), []);
  });
});
