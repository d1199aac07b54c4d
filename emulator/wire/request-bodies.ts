/** The bodies that the API takes, with the specification's bounds. */

import { z } from "zod";
import { kitError } from "../errors";
import { RECORDING_ACTIONS } from "../model/recording";
import type { Settings } from "../settings";

const meetingId = z.guid().toLowerCase();
const webUrl = z.url();
const pixels = z.int().min(1).max(1920);

const audioConfig = z.object({
  channel: z.enum(["mono", "stereo"]).optional(),
  codec: z.enum(["MP3", "AAC"]).optional(),
  export_file: z.boolean().optional(),
});

const videoConfig = z.object({
  codec: z.enum(["H264", "VP8", "VP9"]).optional(),
  export_file: z.boolean().optional(),
  height: pixels.optional(),
  width: pixels.optional(),
  watermark: z
    .object({
      position: z.enum(["left top", "right top", "left bottom", "right bottom"]).optional(),
      size: z.object({ height: z.int().min(1).optional(), width: z.int().min(1).optional() }).optional(),
      url: webUrl.optional(),
    })
    .optional(),
});

const bucket = z.looseObject({ bucket: z.string() });
const keyed = bucket.extend({ access_key: z.string().min(1), region: z.string().min(1) });
const sftp = keyed.extend({
  type: z.literal("sftp"),
  username: z.string(),
  host: z.string(),
  port: z.number(),
});

/** Which fields a storage needs depends on its type, and for SFTP on the way to log in. */
const storageConfig = z
  .union([
    bucket.extend({ type: z.literal("gcs") }),
    keyed.extend({ type: z.enum(["aws", "azure", "digitalocean"]) }),
    sftp.extend({ auth_method: z.literal("KEY"), private_key: z.string() }),
    sftp.extend({ auth_method: z.literal("PASSWORD"), password: z.string() }),
  ])
  .nullable();

const recordingConfig = z.looseObject({
  audio_config: audioConfig.optional(),
  file_name_prefix: z.string().optional(),
  live_streaming_config: z.object({ rtmp_url: webUrl.optional() }).optional(),
  max_seconds: z.number().min(60).max(86_400).optional(),
  realtimekit_bucket_config: z.object({ enabled: z.boolean() }).optional(),
  storage_config: storageConfig.optional(),
  video_config: videoConfig.optional(),
});

/** `PUT …/recordings/{recording_id}`. */
export const actionBody = z.object({ action: z.enum(RECORDING_ACTIONS) });

/** `POST …/recordings`. */
export const startBody = z.object({
  meeting_id: meetingId,
  allow_multiple_recordings: z.boolean().default(false),
  audio_config: audioConfig.optional(),
  file_name_prefix: z.string().optional(),
  interactive_config: z.object({ type: z.enum(["ID3"]).optional() }).optional(),
  max_seconds: z.int().min(60).max(86_400).optional(),
  realtimekit_bucket_config: z.object({ enabled: z.boolean() }).optional(),
  rtmp_out_config: z.object({ rtmp_url: webUrl.optional() }).optional(),
  storage_config: storageConfig.optional(),
  url: webUrl.optional(),
  video_config: videoConfig.optional(),
});

const trackLayer = z.object({
  file_name_prefix: z
    .string()
    .regex(/^[-\w\s]+$/)
    .optional(),
  media_kind: z.enum(["audio"]).optional(),
});

/** `POST …/recordings/track`. */
export const startTrackBody = z.object({
  meeting_id: meetingId,
  layers: z.record(z.string(), trackLayer).optional(),
  user_ids: z.array(z.string().min(1).max(256)).min(1).max(100).optional(),
});

const meetingFields = {
  ai_config: z.looseObject({}).optional(),
  persist_chat: z.boolean().optional(),
  recording_config: recordingConfig.optional(),
  session_keep_alive_time_in_secs: z.number().min(60).max(600).optional(),
  summarize_on_end: z.boolean().optional(),
  transcribe_on_end: z.boolean().optional(),
};

/** `POST …/meetings`. */
export const createMeetingBody = z.object({
  ...meetingFields,
  live_stream_on_start: z.boolean().nullish(),
  record_on_start: z.boolean().nullish(),
  title: z.string().nullish(),
});

/** `PATCH …/meetings/{meeting_id}`. */
export const updateMeetingBody = z.object({
  ...meetingFields,
  live_stream_on_start: z.boolean().optional(),
  record_on_start: z.boolean().optional(),
  title: z.string().optional(),
  status: z.enum(["ACTIVE", "INACTIVE"]).optional(),
});

/** Checks a value, and refuses the request with the first thing that is wrong, named. */
export function parseOrRefuse<T>(schema: z.ZodType<T>, value: unknown, settings: Settings): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const property = issue?.path.join(".") || "body";
  throw kitError(settings.validationStatus, `${property}: ${issue?.message ?? "invalid"}`);
}
