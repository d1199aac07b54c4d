/** The control plane over HTTP. */

import assert from "node:assert/strict";
import { connectControlPlane, RemoteControlError } from "../../emulator/control-client";
import { ControlError, DEFAULT_SETTINGS } from "../../emulator/index";
import { UNKNOWN_ID, useEmulator } from "./kit";

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
    await control.perform({ patchRecording: { meeting_id: meeting.id, status: "UPLOADING" } });
    assert.equal((await control.getRecording(id)).status, "UPLOADING");
    assert.equal(await control.perform({ deleteRecording: { id: UNKNOWN_ID } }), undefined);
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
