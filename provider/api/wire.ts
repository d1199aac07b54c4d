/** The API's answers, parsed tolerantly: new fields and new statuses pass, a field of a wrong type counts as absent. */

import { z } from "zod";
import { printable, showable } from "./printable";

/** Longer than any signed address; more would only swell the state file, which is written at every step. */
const MAX_TEXT_LENGTH = 16_384;

// What outputs hold.
const text = z.string().max(MAX_TEXT_LENGTH).transform(showable).nullish().catch(undefined);
// What messages show: one line, no terminal escapes.
const label = z.string().transform(printable).nullish().catch(undefined);
const count = z.number().nullish().catch(undefined);

const reason = z
  .object({
    reason: label,
    caller: z.object({ name: label, type: label, user_Id: label }).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined)
  .transform((value) =>
    value
      ? compact({
          reason: value.reason,
          caller:
            value.caller &&
            compact({ name: value.caller.name, type: value.caller.type, userId: value.caller.user_Id }),
        })
      : undefined,
  );

// A list of what is kept, not of what is dropped: credentials under any name never get past this line.
const storage = z
  .object({ type: text, bucket: text, path: text, region: text, host: text, port: count })
  .nullish()
  .catch(undefined)
  .transform((value) => (value ? compact(value) : undefined));

const wireRecording = z.object({
  // It becomes a part of paths and of declarations.
  id: z.string().regex(/^[\w-]{1,64}$/),
  status: z.string().min(1).transform(printable),
  output_file_name: text,
  invoked_time: label,
  started_time: label,
  stopped_time: label,
  recording_duration: count,
  file_size: count,
  download_url: text,
  audio_download_url: text,
  download_url_expiry: text,
  session_id: text,
  start_reason: reason,
  stop_reason: reason,
  storage_config: storage,
});

const toRecording = (wire: z.output<typeof wireRecording>) =>
  compact({
    recordingId: wire.id.toLowerCase(),
    status: wire.status,
    outputFileName: wire.output_file_name,
    invokedTime: wire.invoked_time,
    startedTime: wire.started_time,
    stoppedTime: wire.stopped_time,
    recordingDuration: wire.recording_duration,
    fileSize: wire.file_size,
    downloadUrl: wire.download_url,
    audioDownloadUrl: wire.audio_download_url,
    downloadUrlExpiry: wire.download_url_expiry,
    sessionId: wire.session_id,
    startReason: wire.start_reason,
    stopReason: wire.stop_reason,
    storage: wire.storage_config,
  });

/** A recording as the API answers it; every field but `id` and `status` may be absent or null. */
export const recordingSchema = wireRecording.transform(toRecording);

/** A recording as an item of a list: with its meeting, but without the reasons for its start and its end. */
export const listItemSchema = wireRecording
  .extend({ meeting: z.object({ id: text }).nullish().catch(undefined) })
  .transform(({ meeting, ...wire }) => ({
    recording: toRecording(wire),
    meetingId: meeting?.id?.toLowerCase(),
  }));

/** One item of a list. */
export type ListItem = z.infer<typeof listItemSchema>;

/** One recording as the API last described it: camelCase, JSON-clean, absent fields left out. */
export type ObservedRecording = z.infer<typeof recordingSchema>;

/** The statuses of recordings that go on; a list can be narrowed by them. The API may have added others. */
export const LIVE_STATUSES: readonly string[] = ["INVOKED", "RECORDING", "PAUSED"];

/**
 * A meeting's session, as true where somebody is in it. It outlives its last participant by up to ten minutes
 * (session_keep_alive_time_in_secs); one without a status is no answer, and in one that we don't know only people count.
 */
export const sessionSchema = z
  .object({ status: z.string(), live_participants: count })
  .transform(({ status, live_participants: people }) =>
    status === "LIVE" ? people !== 0 : status !== "ENDED" && (people ?? 0) > 0,
  );

const apiMessage = z.object({ code: z.number().optional().catch(undefined), message: z.string().catch("") });

/** Both envelopes in one: RealtimeKit's (`data`, `error`) and that of Cloudflare's front door (`errors`). */
export const envelopeSchema = z.object({
  success: z.boolean(),
  data: z.unknown().optional(),
  paging: z.unknown().optional(),
  error: apiMessage.nullish().catch(undefined),
  errors: z.array(apiMessage).nullish().catch(undefined),
});

/** An answer's envelope. */
export type Envelope = z.infer<typeof envelopeSchema>;

type Compact<T> = {
  [K in keyof T as null extends T[K] ? never : undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as null extends T[K] ? K : undefined extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** The object without its null and undefined fields: Pulumi's protocol rejects `undefined`. */
export function compact<T extends object>(value: T): Compact<T> {
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(entries) as Compact<T>;
}
