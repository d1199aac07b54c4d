/** The control plane, in process and over HTTP. */

import assert from "node:assert/strict";
import { connectControlPlane, RemoteControlError } from "../../emulator/control-client.js";
import {
  ControlError,
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  DEFAULT_SETTINGS,
  type RecordingPatch,
  type RecordingStatus,
} from "../../emulator/index.js";
import { UNKNOWN_ID, useEmulator } from "./kit.js";

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

describe("the log of requests", () => {
  const kit = useEmulator();

  it("holds what was asked and answered, in order", async () => {
    const { id } = kit.emulator.createRecording();
    await kit.put(id, "pause");
    await kit.request("GET", "/recordings?status=PAUSED&page_no=1");
    const [put, list] = kit.emulator.requests();
    assert.ok(put?.path.endsWith(`/recordings/${id}`));
    assert.deepEqual([put?.id, put?.method, put?.endpoint, put?.status], [1, "PUT", "recordings.put", 200]);
    assert.deepEqual(put?.body, { action: "pause" });
    assert.deepEqual([list?.query, list?.endpoint], ["status=PAUSED&page_no=1", "recordings.list"]);
    assert.ok(Math.abs(Date.parse(String(put?.time)) - Date.now()) < 10_000 && Number(put?.durationMs) >= 0);
  });

  it("never holds a token or a credential", async () => {
    const headers = { authorization: "Bearer v3ry-s3cr3t" };
    const storage_config = {
      type: "aws",
      bucket: "b",
      region: "r",
      access_key: "s3cr3t-1",
      secret: "s3cr3t-2",
    };
    const rtmp_out_config = { rtmp_url: "rtmp://example.com/s3cr3t-3" };
    const body = { meeting_id: kit.emulator.createMeeting().id, storage_config, rtmp_out_config };
    await kit.request("POST", "/recordings", { headers, body });
    await kit.request("POST", "/recordings", { headers, body: "s3cr3t-4" });
    const log = JSON.stringify(kit.emulator.requests());
    assert.ok(!log.includes("s3cr3t"), log);
    assert.ok(log.includes('"bucket":"b"'));
  });

  it("can be filtered and cleared, and leaves the control plane out", async () => {
    await kit.request("GET", "/recordings");
    await kit.get(UNKNOWN_ID);
    await connectControlPlane(kit.emulator.baseUrl).faults();
    const { requests } = kit.emulator;
    assert.equal(requests().length, 2);
    assert.equal(requests({ status: 404 }).length, 1);
    assert.equal(requests({ endpoint: "recordings.list", method: "get" }).length, 1);
    assert.equal(requests({ path: UNKNOWN_ID }).length, 1);
    kit.emulator.clearRequests();
    assert.deepEqual(requests(), []);
  });

  it("keeps the last requests when there are more than requestLogLimit", async () => {
    kit.emulator.patchSettings({ requestLogLimit: 10 });
    for (let i = 0; i < 40; i++) await kit.get(UNKNOWN_ID);
    assert.equal(kit.emulator.requests().at(-1)?.id, 40);
    assert.ok(kit.emulator.requests().length <= 21);
  });
});

describe("the control plane over HTTP", () => {
  const kit = useEmulator({ tokens: [{ token: "t0ps3cr3t" }] });
  const remote = () => connectControlPlane(kit.emulator.baseUrl);
  const raw = (method: string, path: string, body?: string) =>
    fetch(`${kit.emulator.origin}/__emulator${path}`, { method, body: body ?? null });

  it("does what the emulator's methods do", async () => {
    const control = remote();
    const meeting = await control.createMeeting({ title: "Stage" });
    const { id } = await control.createRecording({ meeting_id: meeting.id });
    assert.deepEqual(await control.getRecording(id), kit.emulator.getRecording(id));
    assert.equal((await control.patchRecording(id, { status: "PAUSED" })).status, "PAUSED");
    assert.deepEqual(
      (await control.listRecordings({ meeting_id: meeting.id })).map((item) => item.id),
      [id],
    );
    assert.equal((await control.patchMeeting(meeting.id, { live_participants: 5 })).live_participants, 5);
    assert.equal((await control.getMeeting(meeting.id)).title, "Stage");
    assert.equal((await control.listMeetings()).length, 1);
    const fault = await control.addFault({ kind: "dropBefore" });
    assert.deepEqual(await control.faults(), [fault]);
    assert.equal(await control.clearFaults(), undefined);
    await control.deleteRecording(id);
    await control.deleteMeeting(meeting.id);
    assert.deepEqual([kit.emulator.listRecordings(), kit.emulator.listMeetings()], [[], []]);
  });

  it("shows and clears the log", async () => {
    await kit.get(UNKNOWN_ID);
    assert.equal((await remote().requests({ status: 403 })).length, 1);
    await remote().clearRequests();
    assert.deepEqual(await remote().requests(), []);
  });

  it("turns, stops and restarts the clock", async () => {
    const before = kit.emulator.clock.now();
    assert.deepEqual(await remote().changeClock({ advanceMs: 5_000 }), {
      now: new Date(before + 5_000).toISOString(),
      frozen: true,
    });
    assert.equal((await remote().changeClock({ frozen: false })).frozen, false);
    assert.ok(kit.emulator.clock.now() >= before + 5_000);
    const response = await raw("GET", "/clock");
    assert.equal(((await response.json()) as { frozen: boolean }).frozen, false);
  });

  it("shows the settings without the tokens, and changes some", async () => {
    const settings = await remote().patchSettings({ uploadingMs: 1 });
    assert.deepEqual(settings, { ...DEFAULT_SETTINGS, uploadingMs: 1, tokens: [{ token: "[hidden]" }] });
    assert.deepEqual(await remote().settings(), settings);
    await assert.rejects(remote().patchSettings({ tokens: settings.tokens }), { property: "tokens.0.token" });
  });

  it("forgets everything but the settings of the start", async () => {
    kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "dropBefore", times: "always" });
    kit.emulator.patchSettings({ invokedMs: 9 });
    await remote().reset();
    const { emulator } = kit;
    assert.deepEqual([emulator.listRecordings(), emulator.faults(), emulator.requests()], [[], [], []]);
    assert.deepEqual([emulator.settings().invokedMs, emulator.settings().tokens.length], [2_000, 1]);
    assert.equal(emulator.clock.frozen, false);
    await kit.get(UNKNOWN_ID);
    assert.equal(emulator.requests()[0]?.id, 1);
  });

  const WRONG: [method: string, path: string, body: string, property: string][] = [
    ["POST", "/recordings", '{"status":"STOPPED"}', "status"],
    ["POST", "/recordings", '{"colour":"red"}', "colour"],
    ["POST", "/recordings", '{"start_reason":{"reason":"WHIM"}}', "start_reason.reason"],
    ["POST", "/recordings", "{", "body"],
    ["POST", "/recordings", "[]", "body"],
    ["POST", "/meetings", '{"live_participants":-1}', "live_participants"],
    ["PATCH", "/settings", '{"invokedMs":"2s"}', "invokedMs"],
    ["PATCH", "/settings", '{"speed":1}', "speed"],
    ["POST", "/faults", '{"kind":"explode"}', "kind"],
    ["POST", "/faults", '{"kind":"status"}', "status"],
    ["POST", "/faults", '{"kind":"truncated","match":{"pathPattern":"("}}', "match.pathPattern"],
    ["POST", "/faults", '{"kind":"truncated","match":{"colour":"red"}}', "match.colour"],
    ["POST", "/clock", '{"advanceMs":-1}', "advanceMs"],
    ["GET", "/requests?colour=red", "", "colour"],
    ["GET", "/recordings?meeting_id=x", "", "meeting_id"],
  ];
  for (const [method, path, body, property] of WRONG) {
    it(`answers ${method} ${path} ${body} with 400, naming ${property}`, async () => {
      const response = await raw(method, path, body || undefined);
      const answer = (await response.json()) as { error: { message: string; property: string } };
      assert.equal(response.status, 400);
      assert.equal(answer.error.property, property);
      assert.ok(answer.error.message.startsWith(`${property}: `), answer.error.message);
    });
  }

  it("answers an unknown id or path with 404", async () => {
    await assert.rejects(remote().patchRecording(UNKNOWN_ID, {}), RemoteControlError);
    for (const path of [`/recordings/${UNKNOWN_ID}`, `/meetings/${UNKNOWN_ID}`, "/nothing"]) {
      assert.equal((await raw("GET", path)).status, 404);
    }
  });

  it("throws the same errors in process", () => {
    assert.throws(() => kit.emulator.patchSettings({ invokedMs: -1 }), ControlError);
    assert.throws(() => kit.emulator.createRecording({ status: "STOPPED" as "PAUSED" }), {
      property: "status",
    });
  });
});
