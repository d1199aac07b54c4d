/** What happens to a recording by itself, on a clock that the test turns. */

import assert from "node:assert/strict";
import { useEmulator } from "./kit";

describe("a recording, as time passes,", () => {
  const kit = useEmulator();
  const iso = (offsetMs = 0) => new Date(kit.emulator.clock.now() + offsetMs).toISOString();

  it("goes from INVOKED to RECORDING after two seconds", () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    kit.emulator.clock.advance(1_999);
    assert.equal(kit.emulator.getRecording(id).started_time, null);
    kit.emulator.clock.advance(1);
    const { status, started_time } = kit.emulator.getRecording(id);
    assert.deepEqual({ status, started_time }, { status: "RECORDING", started_time: iso() });
  });

  it("goes from UPLOADING to UPLOADED after three seconds and then has a file", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.clock.advance(90_000);
    await kit.put(id, "stop");
    kit.emulator.clock.advance(2_999);
    assert.equal((await kit.get(id)).body.data.download_url, null);
    kit.emulator.clock.advance(1);
    const { data } = (await kit.get(id)).body;
    assert.equal(data.status, "UPLOADED");
    assert.equal(data.recording_duration, 90);
    assert.ok((data.file_size ?? 0) > 0);
    assert.match(String(data.download_url), /^https:\/\/.*[?&]X-Amz-Signature=\w+/);
    assert.equal(data.download_url_expiry, iso(7 * 86_400_000));
    assert.equal(data.stopped_time, iso(-3_000));
  });

  const DURATIONS = [
    { durationIncludesPause: false, seconds: 20 },
    { durationIncludesPause: true, seconds: 50 },
  ];
  for (const { durationIncludesPause, seconds } of DURATIONS) {
    it(`counts ${seconds} of 50 seconds when durationIncludesPause is ${durationIncludesPause}`, async () => {
      kit.emulator.patchSettings({ durationIncludesPause });
      const { id } = kit.emulator.createRecording();
      for (const [action, afterMs] of [
        ["pause", 10_000],
        ["resume", 25_000],
        ["pause", 10_000],
        ["stop", 5_000],
      ] as const) {
        kit.emulator.clock.advance(afterMs);
        assert.equal((await kit.put(id, action)).status, 200);
      }
      kit.emulator.clock.advance(3_000);
      assert.equal(kit.emulator.getRecording(id).recording_duration, seconds);
    });
  }

  it("shows a new signature at every read, unless told not to", async () => {
    const { id } = kit.emulator.createRecording({ status: "UPLOADED" });
    const url = async () => (await kit.get(id)).body.data.download_url;
    assert.notEqual(await url(), await url());
    kit.emulator.patchSettings({ newSignatureOnRead: false });
    assert.equal(await url(), await url());
  });

  it("ends 60 seconds after everybody has left", () => {
    const { id, meeting_id } = kit.emulator.createRecording();
    kit.emulator.clock.advance(600_000);
    kit.emulator.patchMeeting(meeting_id, { live_participants: 0 });
    kit.emulator.clock.advance(59_999);
    assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
    kit.emulator.clock.advance(1);
    const { status, stop_reason, stopped_time } = kit.emulator.getRecording(id);
    assert.deepEqual(
      { status, stop_reason, stopped_time },
      {
        status: "UPLOADING",
        stop_reason: { reason: "ALL_PEERS_LEFT" },
        stopped_time: iso(),
      },
    );
  });

  it("goes on when somebody comes back in time", () => {
    const { id, meeting_id } = kit.emulator.createRecording({ status: "PAUSED" });
    kit.emulator.patchMeeting(meeting_id, { live_participants: 0 });
    kit.emulator.clock.advance(59_999);
    kit.emulator.patchMeeting(meeting_id, { live_participants: 1 });
    kit.emulator.clock.advance(600_000);
    assert.equal(kit.emulator.getRecording(id).status, "PAUSED");
  });

  const MAX_SECONDS = [
    { maxSecondsIncludesPause: true, endsAfterMs: 60_000 },
    { maxSecondsIncludesPause: false, endsAfterMs: 90_000 },
  ];
  for (const { maxSecondsIncludesPause, endsAfterMs } of MAX_SECONDS) {
    it(`ends after max_seconds when maxSecondsIncludesPause is ${maxSecondsIncludesPause}`, async () => {
      kit.emulator.patchSettings({ maxSecondsIncludesPause });
      const { id } = kit.emulator.createRecording({ max_seconds: 60 });
      await kit.put(id, "pause");
      kit.emulator.clock.advance(30_000);
      await kit.put(id, "resume");
      kit.emulator.clock.advance(endsAfterMs - 30_001);
      assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
      kit.emulator.clock.advance(1);
      const ended = kit.emulator.getRecording(id);
      assert.equal(ended.status, "UPLOADING");
      assert.equal(ended.stop_reason, undefined);
    });
  }

  it("names a reason for the end by max_seconds when one is set", () => {
    kit.emulator.patchSettings({ maxSecondsStopReason: "INTERNAL_ERROR" });
    const { id } = kit.emulator.createRecording({ max_seconds: 60 });
    kit.emulator.clock.advance(60_000);
    assert.deepEqual(kit.emulator.getRecording(id).stop_reason, { reason: "INTERNAL_ERROR" });
  });

  it("ends after 24 hours when no max_seconds is given", () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.clock.advance(86_400_000 - 1);
    assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
    kit.emulator.clock.advance(1);
    assert.equal(kit.emulator.getRecording(id).status, "UPLOADING");
  });

  it("catches up with everything that was due, in one read", () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", max_seconds: 60 });
    kit.emulator.clock.advance(3_600_000);
    const { status, recording_duration } = kit.emulator.getRecording(id);
    assert.deepEqual({ status, recording_duration }, { status: "UPLOADED", recording_duration: 60 });
  });

  const SHORT = [
    { earlyStopErrors: true, afterMs: 4_999, status: "ERRORED" },
    { earlyStopErrors: true, afterMs: 5_000, status: "UPLOADED" },
    { earlyStopErrors: false, afterMs: 4_999, status: "UPLOADED" },
  ];
  for (const { earlyStopErrors, afterMs, status } of SHORT) {
    it(`ends ${status} when stopped after ${afterMs} ms and earlyStopErrors is ${earlyStopErrors}`, async () => {
      kit.emulator.patchSettings({ earlyStopErrors });
      const { id } = kit.emulator.createRecording();
      kit.emulator.clock.advance(afterMs);
      await kit.put(id, "stop");
      kit.emulator.clock.advance(3_000);
      const ended = kit.emulator.getRecording(id);
      assert.equal(ended.status, status);
      assert.equal(ended.download_url === null, status === "ERRORED");
    });
  }

  it("stays where it is when it is held", () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    kit.emulator.clock.advance(86_400_000);
    assert.equal(kit.emulator.getRecording(id).status, "INVOKED");
  });

  it("follows new settings only from their change on", () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    kit.emulator.clock.advance(2_000);
    kit.emulator.patchSettings({ invokedMs: 10_000 });
    assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
  });

  it("needs no waiting at all when the times are zero", async () => {
    kit.emulator.patchSettings({ invokedMs: 0, uploadingMs: 0 });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    assert.equal((await kit.get(id)).body.data.status, "RECORDING");
    await kit.put(id, "stop");
    assert.equal((await kit.get(id)).body.data.status, "UPLOADED");
  });
});
