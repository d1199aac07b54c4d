/** Starting recordings of tracks. */

import assert from "node:assert/strict";
import { UNKNOWN_ID, useEmulator } from "./kit";

describe("POST recordings/track", () => {
  const kit = useEmulator();
  const track = (body: object) => kit.request("POST", "/recordings/track", { body });

  it("wraps the recording, and shows neither reasons nor storage", async () => {
    const { id } = kit.emulator.createMeeting();
    const layers = { default: { file_name_prefix: "speaker", media_kind: "audio" } };
    const { status, body } = await track({ meeting_id: id, layers, user_ids: ["u1"] });
    assert.equal(status, 200);
    assert.equal(body.data.recording.status, "INVOKED");
    assert.match(body.data.recording.output_file_name, /^speaker_.*\.webm$/);
    assert.ok(!("start_reason" in body.data.recording) && !("storage_config" in body.data.recording));
  });

  it("does not wrap it when trackAnswer is flat", async () => {
    kit.emulator.patchSettings({ trackAnswer: "flat" });
    const { body } = await track({ meeting_id: kit.emulator.createMeeting().id });
    assert.equal(body.data.status, "INVOKED");
  });

  it("shows its URLs as an array when trackDownloadUrl is array", async () => {
    kit.emulator.patchSettings({ trackDownloadUrl: "array" });
    const { id } = kit.emulator.createRecording({ kind: "track", status: "UPLOADED" });
    assert.ok(Array.isArray((await kit.get(id)).body.data.download_url));
  });

  it("answers 404 when the meeting has no live session, or does not exist", async () => {
    const { id } = kit.emulator.createMeeting({ live_participants: 0 });
    for (const meeting_id of [id, UNKNOWN_ID]) {
      const answer = await track({ meeting_id });
      assert.equal(answer.status, 404);
      assert.equal(answer.body.error.message, `No active session found for meeting_id ${meeting_id}`);
    }
  });

  const REFUSED: [property: string, body: object][] = [
    ["meeting_id", {}],
    ["user_ids", { meeting_id: UNKNOWN_ID, user_ids: [] }],
    ["user_ids", { meeting_id: UNKNOWN_ID, user_ids: Array(101).fill("u") }],
    ["layers.a.file_name_prefix", { meeting_id: UNKNOWN_ID, layers: { a: { file_name_prefix: "a/b" } } }],
    ["layers.a.media_kind", { meeting_id: UNKNOWN_ID, layers: { a: { media_kind: "video" } } }],
  ];
  for (const [property, body] of REFUSED) {
    it(`refuses ${JSON.stringify(body).slice(0, 80)} with 422, naming ${property}`, async () => {
      const answer = await track(body);
      assert.equal(answer.status, 422);
      assert.ok(answer.body.error.message.startsWith(`${property}:`), answer.text);
    });
  }
});
