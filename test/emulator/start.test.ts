/** Starting recordings. */

import assert from "node:assert/strict";
import { UNKNOWN_ID, useEmulator } from "./kit";

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
