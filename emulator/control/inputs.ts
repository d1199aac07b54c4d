/** What the control plane takes, checked strictly: an unknown or wrong property is an error that names it. */

import { z } from "zod";
import { ENDPOINTS } from "../front-door/endpoints";
import { RECORDING_STATUSES } from "../model/recording";

/** Account that recordings and meetings belong to unless told; the specification's example. */
export const DEFAULT_ACCOUNT_ID = "023e105f4ecef8ad9ca31a8372d0c353";

/** App that recordings and meetings belong to unless told; 32 hex digits, so that it is valid everywhere. */
export const DEFAULT_APP_ID = "2a95132c15732412d22c1476fa83f27a";

/** An id as the API writes it. */
export const id = z.guid().toLowerCase();
const time = z.iso.datetime({ offset: true });
const object = z.looseObject({});

const caller = z.strictObject({
  name: z.string().optional(),
  type: z.enum(["ORGANIZATION", "USER"]).optional(),
  user_Id: z.string().optional(),
});
const startReason = z.strictObject({
  caller: caller.optional(),
  reason: z.enum(["API_CALL", "RECORD_ON_START"]).optional(),
});
const stopReason = z.strictObject({
  caller: caller.optional(),
  reason: z.enum(["API_CALL", "INTERNAL_ERROR", "ALL_PEERS_LEFT"]).optional(),
});

const changeableRecording = {
  status: z.enum(RECORDING_STATUSES),
  session_id: id.nullable(),
  output_file_name: z.string(),
  invoked_time: time,
  started_time: time.nullable(),
  stopped_time: time.nullable(),
  file_size: z.number().nullable(),
  download_url: z.url().nullable(),
  audio_download_url: z.url().nullable(),
  download_url_expiry: time.nullable(),
  recording_duration: z.int().min(0),
  max_seconds: z.number().min(1).nullable(),
  start_reason: startReason,
  stop_reason: stopReason.nullable(),
  storage_config: object.nullable(),
  held: z.boolean(),
};

/** Change of a recording: any of its fields, by the API's own names. */
export const recordingPatchSchema = z.strictObject(changeableRecording).partial();

/** A new recording; everything has a default. */
export const recordingInputSchema = z
  .strictObject({
    id,
    account_id: z.string(),
    app_id: z.string(),
    meeting_id: id,
    kind: z.enum(["composite", "track"]),
    ...changeableRecording,
  })
  .partial();

const changeableMeeting = {
  title: z.string(),
  status: z.enum(["ACTIVE", "INACTIVE"]),
  record_on_start: z.boolean(),
  live_stream_on_start: z.boolean(),
  persist_chat: z.boolean(),
  summarize_on_end: z.boolean(),
  transcribe_on_end: z.boolean(),
  session_keep_alive_time_in_secs: z.number().min(0),
  recording_config: object,
  ai_config: object,
  created_at: time,
  /** How many are in the meeting now; 0 lets its session end. */
  live_participants: z.int().min(0),
};

/** Change of a meeting, by the API's own names, and of who is in it. */
export const meetingPatchSchema = z.strictObject(changeableMeeting).partial();

/** A new meeting; everything has a default. */
export const meetingInputSchema = z
  .strictObject({ id, account_id: z.string(), app_id: z.string(), ...changeableMeeting })
  .partial();

/** Which logged requests to show. */
export const requestFilterSchema = z
  .strictObject({
    method: z.string(),
    path: z.string(),
    endpoint: z.enum(ENDPOINTS),
    status: z.coerce.number(),
  })
  .partial();

/** Which recordings or meetings to show. */
export const scopeFilterSchema = z
  .strictObject({ account_id: z.string(), app_id: z.string(), meeting_id: id })
  .partial();

/** How to turn the clock. */
export const clockChangeSchema = z
  .strictObject({ advanceMs: z.number().min(0), frozen: z.boolean() })
  .partial();

export type RecordingInput = z.input<typeof recordingInputSchema>;
export type RecordingPatch = z.input<typeof recordingPatchSchema>;
export type MeetingInput = z.input<typeof meetingInputSchema>;
export type MeetingPatch = z.input<typeof meetingPatchSchema>;
export type ScopeFilter = z.input<typeof scopeFilterSchema>;
export type ClockChange = z.input<typeof clockChangeSchema>;
