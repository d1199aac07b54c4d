/** The options with which a recording is started: the API's own, with the bounds of its specification. */

import { z } from "zod";
import { group, type InputFailure, oneOf, quoted, type Rules } from "./rules";
import { isUnknown } from "./unknown";

const flag = { schema: z.boolean(), expected: "true or false" };
const text = (what: string) => ({ schema: z.string().min(1), expected: what });
const secretText = (what: string) => ({ ...text(what), isSecret: true as const });
const address = (what: string) => ({ schema: z.url(), expected: what });
const pixels = { schema: z.int().min(1).max(1920), expected: "a whole number of pixels from 1 to 1920" };
const anyPixels = { schema: z.int().min(1), expected: "a whole number of pixels, at least 1" };

const STORAGE_TYPES = ["aws", "azure", "digitalocean", "gcs", "sftp"] as const;

/** What each kind of storage needs besides `type` and `bucket`. */
const NEEDED: Readonly<Record<(typeof STORAGE_TYPES)[number], readonly string[]>> = {
  aws: ["accessKey", "region"],
  azure: ["accessKey", "region"],
  digitalocean: ["accessKey", "region"],
  gcs: [],
  sftp: ["accessKey", "region", "authMethod", "username", "host", "port"],
};

const BY_AUTH_METHOD: Readonly<Record<string, string>> = { KEY: "privateKey", PASSWORD: "password" };

function checkStorage(storage: Readonly<Record<string, unknown>>): InputFailure[] {
  // Called with a type that is right, or not known yet.
  const type = storage.type as keyof typeof NEEDED;
  const kind = isUnknown(type) ? [] : NEEDED[type];
  const secret = type === "sftp" ? BY_AUTH_METHOD[String(storage.authMethod)] : undefined;
  return [...kind, ...(secret ? [secret] : [])]
    .filter((name) => storage[name] === undefined || storage[name] === null)
    .map((name) => ({
      property: `start.storageConfig.${name}`,
      reason: `is missing; storage of type "${type}" needs it`,
    }));
}

/** A group that may hold credentials: given as a text, or in a list, it isn't shown either. */
const secretGroup = (expected: string) => ({ ...group(expected), isSecret: true }) as const;

/** One row an option; source: the specification of "Start recording a meeting". */
export const START_RULES = {
  start: secretGroup("an object with the options for starting a recording"),
  "start.maxSeconds": {
    schema: z.int().min(60).max(86_400),
    expected: "a whole number of seconds from 60 to 86400 (24 hours)",
  },
  "start.fileNamePrefix": text("a text"),
  "start.url": address("the address of the page to record"),
  "start.allowMultipleRecordings": flag,
  "start.audioConfig": group('an object such as { codec: "AAC", channel: "stereo" }'),
  "start.audioConfig.channel": oneOf(["mono", "stereo"]),
  "start.audioConfig.codec": oneOf(["MP3", "AAC"]),
  "start.audioConfig.exportFile": flag,
  "start.videoConfig": group("an object such as { width: 1280, height: 720 }"),
  "start.videoConfig.codec": oneOf(["H264", "VP8", "VP9"]),
  "start.videoConfig.exportFile": flag,
  "start.videoConfig.height": pixels,
  "start.videoConfig.width": pixels,
  "start.videoConfig.watermark": group("an object such as { url, position, size }"),
  "start.videoConfig.watermark.position": oneOf(["left top", "right top", "left bottom", "right bottom"]),
  "start.videoConfig.watermark.size": group("an object such as { width: 100, height: 50 }"),
  "start.videoConfig.watermark.size.height": anyPixels,
  "start.videoConfig.watermark.size.width": anyPixels,
  "start.videoConfig.watermark.url": address("the address of an image"),
  "start.storageConfig": {
    ...secretGroup('an object such as { type: "aws", bucket, region, accessKey, secret }'),
    together: checkStorage,
  },
  "start.storageConfig.type": {
    ...oneOf(STORAGE_TYPES),
    ifMissing: `is missing; it must be ${quoted(STORAGE_TYPES)}`,
  },
  "start.storageConfig.accessKey": secretText("the storage's access key"),
  "start.storageConfig.authMethod": oneOf(["KEY", "PASSWORD"]),
  "start.storageConfig.bucket": {
    ...text("the bucket's name"),
    ifMissing: "is missing; it must be the bucket's name",
  },
  "start.storageConfig.host": text("the SFTP server's name"),
  "start.storageConfig.password": secretText("the SFTP server's password, or the private key's"),
  "start.storageConfig.path": text("a path in the bucket"),
  "start.storageConfig.port": { schema: z.int().min(1).max(65_535), expected: "a port from 1 to 65535" },
  "start.storageConfig.privateKey": secretText("the private key for the SFTP server"),
  "start.storageConfig.region": text("the bucket's region"),
  "start.storageConfig.secret": secretText("the storage's secret key"),
  "start.storageConfig.username": text("the SFTP server's user"),
  "start.rtmpOutConfig": secretGroup("an object such as { rtmpUrl }"),
  "start.rtmpOutConfig.rtmpUrl": { ...address("the RTMP address to stream to"), isSecret: true },
  "start.interactiveConfig": group('an object such as { type: "ID3" }'),
  "start.interactiveConfig.type": oneOf(["ID3"]),
  "start.realtimekitBucketConfig": group("an object such as { enabled: true }"),
  "start.realtimekitBucketConfig.enabled": { ...flag, ifMissing: "is missing; it must be true or false" },
} as const satisfies Rules;

/** The body as the API takes it: every name in snake_case. */
export function toStartBody(
  meetingId: string,
  start: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { meeting_id: meetingId, ...(snakeCase(start) as Record<string, unknown>) };
}

function snakeCase(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [name(key), snakeCase(field)]));
}
