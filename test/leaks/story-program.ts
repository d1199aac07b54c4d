/** The event of the story of secrets: a recording with its file, a meeting that is recorded elsewhere, and look-ups. */

export const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const { MeetingRecording, Recording, getRecordingOutput } = require("pulumi-realtimekit");
const { keynote, panel, got } = require("./recordings.json");
const secret = (name) => new pulumi.Config().requireSecret(name);
const start = {
  storageConfig: { type: "aws", bucket: "b", region: "r", accessKey: secret("accessKey"), secret: secret("secretKey") },
  rtmpOutConfig: { rtmpUrl: secret("rtmpUrl") },
};
const { downloadUrl, audioDownloadUrl } = new Recording("keynote", keynote);
exports.keynote = { downloadUrl, audioDownloadUrl };
if (panel) exports.panel = new MeetingRecording("panel", { ...panel, start }).status;
if (got) exports.got = Recording.get("got", got.id).downloadUrl;
exports.found = getRecordingOutput({ recordingId: keynote.recordingId });
`,
};

export const TOKEN = "s3cr3t-token-0123456789abcdef0123456789";
export const CREDENTIALS = {
  accessKey: "s3cr3t-access-key",
  secretKey: "s3cr3t-secret-key",
  rtmpUrl: "rtmp://live.example/s3cr3t-stream-key",
};
/** A part of each of them. */
export const SECRET = "s3cr3t";
/** In the address of every file. */
export const SIGNATURE = "X-Amz-Signature";
