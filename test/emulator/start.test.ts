/** Starting recordings, and finding the active one of a meeting. */

import assert from "node:assert/strict";
import { UNKNOWN_ID, useEmulator } from "./kit.js";

const NULLABLE = [
  "download_url",
  "download_url_expiry",
  "audio_download_url",
  "file_size",
  "started_time",
  "stopped_time",
] as const;

const AWS = {
  type: "aws",
  bucket: "b",
  access_key: "AKIA",
  secret: "s3cr3t",
  region: "eu-west-1",
  path: "p",
};
const SFTP = { type: "sftp", bucket: "b", access_key: "a", region: "r", username: "u", host: "h", port: 22 };

describe("POST recordings", () => {
  const kit = useEmulator();
  let meetingId: string;
  beforeEach(() => {
    meetingId = kit.emulator.createMeeting().id;
  });
  const start = (body: object = {}) =>
    kit.request("POST", "/recordings", { body: { meeting_id: meetingId, ...body } });

  it("answers 200 with an INVOKED recording whose nullable fields are all there", async () => {
    const { status, body } = await start();
    assert.equal(status, 200);
    assert.equal(body.data.status, "INVOKED");
    assert.equal(body.data.start_reason.reason, "API_CALL");
    assert.equal(body.data.storage_config, null);
    for (const name of NULLABLE) assert.equal(body.data[name], null, name);
    assert.equal(body.data.session_id, kit.emulator.getMeeting(meetingId).session_id);
  });

  it("answers INVOKED even when that status lasts no time", async () => {
    kit.emulator.patchSettings({ invokedMs: 0 });
    const { body } = await start();
    assert.equal(body.data.status, "INVOKED");
    assert.equal(kit.emulator.getRecording(body.data.id).status, "RECORDING");
  });

  for (const status of ["INVOKED", "RECORDING", "PAUSED"] as const) {
    it(`answers 409 while a recording of the meeting is ${status}, unless several are allowed`, async () => {
      kit.emulator.createRecording({ meeting_id: meetingId, status });
      const refused = await start();
      assert.equal(refused.status, 409);
      assert.equal(refused.body.error.code, 409);
      assert.equal((await start({ allow_multiple_recordings: true })).status, 200);
    });
  }

  for (const status of ["UPLOADING", "UPLOADED", "ERRORED"] as const) {
    it(`starts a new recording after one that is ${status}`, async () => {
      kit.emulator.createRecording({ meeting_id: meetingId, status });
      assert.equal((await start()).status, 200);
    });
  }

  it("does not mind a paused recording when pausedBlocksStart is off", async () => {
    kit.emulator.patchSettings({ pausedBlocksStart: false });
    kit.emulator.createRecording({ meeting_id: meetingId, status: "PAUSED" });
    assert.equal((await start()).status, 200);
  });

  it("does not mind a recording of tracks", async () => {
    kit.emulator.createRecording({ meeting_id: meetingId, kind: "track" });
    assert.equal((await start()).status, 200);
  });

  it("answers an unknown meeting with 404 and an inactive one with 400", async () => {
    assert.equal((await start({ meeting_id: UNKNOWN_ID })).status, 404);
    kit.emulator.patchMeeting(meetingId, { status: "INACTIVE" });
    assert.equal((await start()).status, 400);
  });

  it("keeps max_seconds, and names the file after the prefix", async () => {
    const { body } = await start({ max_seconds: 120, file_name_prefix: "keynote" });
    assert.equal(kit.emulator.getRecording(body.data.id).max_seconds, 120);
    assert.match(body.data.output_file_name, /^keynote_/);
  });

  it("has an audio file when asked, and no URL at all without RealtimeKit's bucket", async () => {
    const audio = (await start({ audio_config: { codec: "MP3" } })).body.data.id;
    const noBucket = await start({
      realtimekit_bucket_config: { enabled: false },
      allow_multiple_recordings: true,
    });
    kit.emulator.patchRecording(audio, { status: "UPLOADED" });
    const ended = kit.emulator.patchRecording(noBucket.body.data.id, { status: "UPLOADED" });
    assert.match(String(kit.emulator.getRecording(audio).audio_download_url), /\.mp3\?/);
    assert.deepEqual([ended.download_url, ended.download_url_expiry], [null, null]);
  });

  it("never shows storage credentials, unless told to", async () => {
    const { text, body } = await start({ storage_config: AWS });
    assert.deepEqual(body.data.storage_config, { type: "aws", bucket: "b", region: "eu-west-1", path: "p" });
    assert.ok(!text.includes("s3cr3t") && !text.includes("AKIA"));
    kit.emulator.patchSettings({ returnStorageSecrets: true });
    assert.deepEqual((await kit.get(body.data.id)).body.data.storage_config, AWS);
  });

  const ACCEPTED = [
    { max_seconds: 60 },
    { max_seconds: 86_400 },
    { storage_config: null },
    { storage_config: { type: "gcs", bucket: "b", secret: "s" } },
    { storage_config: { ...SFTP, auth_method: "KEY", private_key: "k" } },
    { storage_config: { ...SFTP, auth_method: "PASSWORD", password: "p" } },
    {
      video_config: { codec: "VP9", height: 1920, watermark: { position: "left top", size: { height: 1 } } },
    },
    { interactive_config: { type: "ID3" }, rtmp_out_config: { rtmp_url: "rtmp://example.com/key" } },
    { url: "https://example.com/stage" },
  ];
  for (const body of ACCEPTED) {
    it(`accepts ${JSON.stringify(body)}`, async () => {
      assert.equal((await start(body)).status, 200);
    });
  }

  const REFUSED: [property: string, body: object][] = [
    ["meeting_id", { meeting_id: undefined }],
    ["meeting_id", { meeting_id: "x" }],
    ["max_seconds", { max_seconds: 59 }],
    ["max_seconds", { max_seconds: 86_401 }],
    ["max_seconds", { max_seconds: 60.5 }],
    ["allow_multiple_recordings", { allow_multiple_recordings: "yes" }],
    ["audio_config.codec", { audio_config: { codec: "OGG" } }],
    ["video_config.width", { video_config: { width: 1921 } }],
    ["video_config.height", { video_config: { height: 0 } }],
    ["storage_config", { storage_config: { type: "aws", bucket: "b" } }],
    ["storage_config", { storage_config: { type: "gcs" } }],
    ["storage_config", { storage_config: { ...SFTP, auth_method: "KEY", password: "p" } }],
    ["realtimekit_bucket_config.enabled", { realtimekit_bucket_config: {} }],
    ["url", { url: "not a url" }],
  ];
  for (const [property, body] of REFUSED) {
    it(`refuses ${JSON.stringify(body)} with 422, naming ${property}`, async () => {
      const answer = await start(body);
      assert.equal(answer.status, 422);
      assert.ok(answer.body.error.message.startsWith(`${property}:`), answer.text);
    });
  }

  it("refuses with 400 when validationStatus says so", async () => {
    kit.emulator.patchSettings({ validationStatus: 400 });
    assert.equal((await start({ max_seconds: 1 })).status, 400);
  });
});

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

describe("GET recordings/active-recording", () => {
  const kit = useEmulator();
  const active = (meetingId: string) => kit.request("GET", `/recordings/active-recording/${meetingId}`);

  for (const status of ["INVOKED", "RECORDING", "PAUSED"] as const) {
    it(`finds a recording that is ${status}, without reasons and storage`, async () => {
      const { id, meeting_id } = kit.emulator.createRecording({ status });
      const { body } = await active(meeting_id);
      assert.equal(body.data.id, id);
      assert.equal(body.data.status, status);
      for (const name of ["start_reason", "stop_reason", "storage_config"])
        assert.ok(!(name in body.data), name);
    });
  }

  for (const status of ["UPLOADING", "UPLOADED", "ERRORED"] as const) {
    it(`answers 404 when the only recording is ${status}`, async () => {
      const { meeting_id } = kit.emulator.createRecording({ status });
      const answer = await active(meeting_id);
      assert.equal(answer.status, 404);
      assert.deepEqual(Object.keys(answer.body), ["success", "error"]);
      assert.equal(answer.body.error.code, 404);
    });
  }

  it("shows the latest when there are several", async () => {
    const { meeting_id } = kit.emulator.createRecording();
    kit.emulator.clock.advance(10_000);
    const { id } = kit.emulator.createRecording({ meeting_id });
    assert.equal((await active(meeting_id)).body.data.id, id);
  });

  it("answers 404 to an unknown meeting and to anything that is no id", async () => {
    for (const id of [UNKNOWN_ID, "abcdef-ghijkl"]) assert.equal((await active(id)).status, 404);
  });
});
