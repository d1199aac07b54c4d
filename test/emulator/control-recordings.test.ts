/** Recordings made and changed behind the API's back. */

import assert from "node:assert/strict";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type RecordingPatch,
  type RecordingStatus,
} from "../../emulator/index";
import { UNKNOWN_ID, useEmulator } from "./kit";

describe("a recording made by the control plane", () => {
  const kit = useEmulator();
  const ago = (seconds: number) => new Date(kit.emulator.clock.now() - seconds * 1000).toISOString();

  it("is RECORDING, in the default account and app, in a meeting with two people, unless told", () => {
    const recording = kit.emulator.createRecording();
    const { status, account_id, app_id, meeting_id } = recording;
    assert.deepEqual([status, account_id, app_id], ["RECORDING", DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID]);
    assert.equal(kit.emulator.getMeeting(meeting_id).live_participants, 2);
  });

  const HISTORIES: {
    status: RecordingStatus;
    started: number | null;
    stopped: number | null;
    ended: boolean;
  }[] = [
    { status: "INVOKED", started: null, stopped: null, ended: false },
    { status: "RECORDING", started: 0, stopped: null, ended: false },
    { status: "PAUSED", started: 60, stopped: null, ended: false },
    { status: "UPLOADING", started: 600, stopped: 0, ended: false },
    { status: "UPLOADED", started: 603, stopped: 3, ended: true },
    { status: "ERRORED", started: 603, stopped: 3, ended: false },
  ];
  for (const { status, started, stopped, ended } of HISTORIES) {
    it(`in the status ${status} has the times that belong to it`, () => {
      const recording = kit.emulator.createRecording({ status });
      assert.equal(recording.status, status);
      assert.equal(recording.started_time, started === null ? null : ago(started));
      assert.equal(recording.stopped_time, stopped === null ? null : ago(stopped));
      assert.equal(recording.stop_reason !== undefined, stopped !== null);
      assert.equal(recording.download_url !== null, ended);
      assert.equal(recording.recording_duration, ended ? 600 : undefined);
    });
  }

  it("has every field that it is given", () => {
    const given = {
      id: "22222222-2222-4222-8222-222222222222",
      account_id: "a",
      app_id: "b",
      meeting_id: UNKNOWN_ID,
      session_id: null,
      status: "UPLOADED",
      output_file_name: "f.mp4",
      invoked_time: "2026-01-01T00:00:00.000Z",
      started_time: "2026-01-01T00:00:02.000Z",
      stopped_time: "2026-01-01T00:01:02.000Z",
      file_size: 5,
      audio_download_url: null,
      download_url_expiry: "2026-01-08T00:00:00.000Z",
      recording_duration: 59,
      max_seconds: 60,
      start_reason: { reason: "RECORD_ON_START" },
      stop_reason: { reason: "INTERNAL_ERROR", caller: { name: "x", type: "USER" } },
      storage_config: { type: "aws", bucket: "b" },
      kind: "composite",
      held: true,
    } as const;
    const { download_url: _, ...made } = kit.emulator.createRecording(given);
    assert.deepEqual(made, given);
  });

  it("makes the meeting that it names, unless there is one", () => {
    kit.emulator.createRecording({ meeting_id: UNKNOWN_ID });
    kit.emulator.createRecording({ meeting_id: UNKNOWN_ID });
    assert.equal(kit.emulator.listMeetings().length, 1);
    assert.throws(() => kit.emulator.createRecording({ meeting_id: UNKNOWN_ID, account_id: "x" }), {
      status: 409,
    });
  });

  it("cannot have the id of another one", () => {
    const { id } = kit.emulator.createRecording();
    assert.throws(() => kit.emulator.createRecording({ id }), {
      name: "ControlError",
      property: "id",
      status: 409,
    });
  });

  const PATCHES: [patch: RecordingPatch, shown: object][] = [
    [{ status: "PAUSED" }, { status: "PAUSED", stopped_time: null }],
    [{ status: "INVOKED" }, { status: "INVOKED", started_time: null }],
    [
      { status: "UPLOADING" },
      { stop_reason: { reason: "API_CALL", caller: { type: "USER", name: "Host" } } },
    ],
    [
      { status: "UPLOADED", stop_reason: { reason: "ALL_PEERS_LEFT" } },
      { stop_reason: { reason: "ALL_PEERS_LEFT" } },
    ],
    [
      { status: "ERRORED" },
      { status: "ERRORED", download_url: null, stop_reason: { reason: "INTERNAL_ERROR" } },
    ],
    [{ file_size: 7 }, { status: "RECORDING", file_size: 7 }],
  ];
  for (const [patch, shown] of PATCHES) {
    it(`shows ${JSON.stringify(shown)} after ${JSON.stringify(patch)}`, () => {
      const patched = kit.emulator.patchRecording(kit.emulator.createRecording().id, patch);
      assert.deepEqual({ ...patched, ...shown }, patched);
    });
  }

  it("records again when it is put back from its end", () => {
    const { id } = kit.emulator.createRecording({ status: "UPLOADED" });
    const { stopped_time, stop_reason, download_url, file_size } = kit.emulator.patchRecording(id, {
      status: "RECORDING",
    });
    assert.deepEqual([stopped_time, stop_reason, download_url, file_size], [null, undefined, null, null]);
  });

  it("vanishes when it is deleted", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.deleteRecording(id);
    assert.equal((await kit.get(id)).status, 404);
    assert.throws(() => kit.emulator.getRecording(id), { name: "ControlError", status: 404 });
  });

  it("stays when its meeting is deleted", async () => {
    const { id, meeting_id } = kit.emulator.createRecording();
    kit.emulator.deleteMeeting(meeting_id);
    assert.equal((await kit.get(id)).status, 200);
    assert.equal((await kit.request("GET", "/recordings")).text.includes('"meeting":'), false);
  });
});
