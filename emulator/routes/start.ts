/** Starts a recording of a meeting, or of its participants' tracks. */

import { type Context, Hono } from "hono";
import type { EmulatorEnv } from "../app-env";
import { kitError } from "../errors";
import type { Meeting } from "../model/meeting";
import { newRecording, type RecordingInit } from "../model/new-recording";
import { isActive, type Recording } from "../model/recording";
import type { EmulatorState } from "../state";
import { presentFullRecording, presentRecording } from "../wire/present";
import { startBody, startTrackBody } from "../wire/request-bodies";
import { bodyOf, findMeeting, meetingWithId } from "./request-scope";

type C = Context<EmulatorEnv>;

/** Routes under `/recordings` that start one. */
export const startRoutes = new Hono<EmulatorEnv>()
  .post("/", startRecording)
  .post("/track", startTrackRecording);

async function startRecording(c: C) {
  const { state } = c.var;
  const body = await bodyOf(c, startBody);
  const meeting = meetingWithId(c, body.meeting_id);
  if (meeting.fields.status === "INACTIVE") throw kitError(400, "Meeting is inactive");
  if (!body.allow_multiple_recordings && isBeingRecorded(state, meeting)) {
    throw kitError(409, "Another recording is already in progress for this meeting");
  }
  const recording = addRecording(state, meeting, {
    fileNamePrefix: body.file_name_prefix,
    maxSeconds: body.max_seconds ?? null,
    bucketEnabled: body.realtimekit_bucket_config?.enabled ?? true,
    // The URL exists "if the audio_config is passed", and `export_file` is true by default.
    audioExported: body.audio_config !== undefined && body.audio_config.export_file !== false,
    storageConfig: body.storage_config ?? null,
    listedFromMs: state.clock.now() + state.settings.unlistedMsAfterStart,
  });
  return c.json({ success: true, data: presentFullRecording(recording, state.settings) });
}

async function startTrackRecording(c: C) {
  const { state } = c.var;
  const body = await bodyOf(c, startTrackBody);
  const meeting = findMeeting(c, body.meeting_id);
  if (!meeting?.session) throw kitError(404, `No active session found for meeting_id ${body.meeting_id}`);
  const layer = Object.values(body.layers ?? {})[0];
  const recording = addRecording(state, meeting, { kind: "track", fileNamePrefix: layer?.file_name_prefix });
  const shown = presentRecording(recording, state.settings);
  const data = state.settings.trackAnswer === "flat" ? shown : { recording: shown };
  return c.json({ success: true, data });
}

/** Adds a recording of a meeting that starts now. */
export function addRecording(
  state: EmulatorState,
  meeting: Meeting,
  init: Partial<RecordingInit> & { fileNamePrefix?: string | undefined },
): Recording {
  const recording = newRecording({
    accountId: meeting.accountId,
    appId: meeting.appId,
    meetingId: meeting.fields.id,
    sessionId: meeting.session?.id ?? null,
    invokedAtMs: state.clock.now(),
    ...init,
  });
  state.store.addRecording(recording);
  return recording;
}

/** Whether a recording of the whole meeting stands in the way of another one; track recordings do not. */
export function isBeingRecorded(state: EmulatorState, meeting: Meeting): boolean {
  return state.store.recordingsOfMeeting(meeting, meeting.fields.id).some(({ kind, status }) => {
    if (kind === "track" || !isActive(status)) return false;
    return status !== "PAUSED" || state.settings.pausedBlocksStart;
  });
}
