/** Makes and changes recordings behind the API's back. */

import type { z } from "zod";
import { enter, STOPPED_BY_HOST } from "../model/enter-status";
import type { Meeting } from "../model/meeting";
import { newRecording } from "../model/new-recording";
import type { Recording, RecordingStatus } from "../model/recording";
import type { Scope } from "../model/store";
import { type EmulatorState, settleRecording } from "../state";
import { presentFullRecording } from "../wire/present";
import { ControlError } from "./control-error";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type recordingInputSchema,
  type recordingPatchSchema,
} from "./inputs";
import { createMeeting } from "./meetings";

type Input = z.output<typeof recordingInputSchema>;
type Patch = z.output<typeof recordingPatchSchema>;

/** A recording as the control plane shows it: as it really is, however stale the API's answers are. */
export type RecordingView = ReturnType<typeof viewRecording>;

/** How long a recording that is made in this status has been at it, in seconds. */
const MADE_UP_SECONDS = { INVOKED: 0, RECORDING: 0, PAUSED: 60, UPLOADING: 600, UPLOADED: 600, ERRORED: 600 };

/** Adds a recording in any status, with a meeting of its own unless it is given one. */
export function createRecording(state: EmulatorState, input: Input): Recording {
  if (input.id && state.store.recording(input.id)) {
    throw new ControlError(409, `id: there is already a recording ${input.id}`, "id");
  }
  const scope = { accountId: input.account_id ?? DEFAULT_ACCOUNT_ID, appId: input.app_id ?? DEFAULT_APP_ID };
  const meeting = meetingFor(state, input, scope);
  const recording = newRecording({
    ...(input.id ? { id: input.id } : {}),
    ...scope,
    meetingId: meeting.fields.id,
    kind: input.kind ?? "composite",
    sessionId: meeting.session?.id ?? null,
    invokedAtMs: state.clock.now(),
  });
  makeHistory(state, recording, input);
  applyFields(recording, input);
  state.store.addRecording(recording);
  return recording;
}

/** Changes a recording; a new status sets the times and reasons that belong to it, unless they are given. */
export function patchRecording(state: EmulatorState, recording: Recording, patch: Patch): void {
  settleRecording(state, recording);
  const { settings, clock } = state;
  if (patch.status)
    enter(recording, patch.status, { atMs: clock.now(), settings, stopReason: stopReasonFor(patch.status) });
  applyFields(recording, patch);
  recording.stale = undefined;
  state.store.reorder(recording);
}

/** The recording in the API's own words, and what the API does not tell. */
export function viewRecording(state: EmulatorState, recording: Recording) {
  const { accountId: account_id, appId: app_id, meetingId: meeting_id, kind, held } = recording;
  const fields = presentFullRecording(settleRecording(state, recording), state.settings);
  return { ...fields, account_id, app_id, meeting_id, max_seconds: recording.maxSeconds, kind, held };
}

/** The meeting a recording is to be of: the one it names, which is made if there is none, or a new one. */
function meetingFor(state: EmulatorState, input: Input, scope: Scope): Meeting {
  const known = input.meeting_id && state.store.meeting(input.meeting_id);
  if (!known) {
    return createMeeting(state, { id: input.meeting_id, account_id: scope.accountId, app_id: scope.appId });
  }
  if (known.accountId !== scope.accountId || known.appId !== scope.appId) {
    throw new ControlError(409, "meeting_id: belongs to another account or app", "meeting_id");
  }
  return known;
}

/** Walks a recording through the statuses before the one it is made in, so that its times fit together. */
function makeHistory({ settings, clock }: EmulatorState, recording: Recording, input: Input): void {
  const status = input.status ?? "RECORDING";
  const nowMs = clock.now();
  const uploadedMs = status === "UPLOADED" || status === "ERRORED" ? settings.uploadingMs : 0;
  const startedAtMs = nowMs - uploadedMs - MADE_UP_SECONDS[status] * 1000;
  const invokedAtMs = status === "INVOKED" ? nowMs : startedAtMs - settings.invokedMs;
  recording.invokedAtMs = input.invoked_time ? Date.parse(input.invoked_time) : invokedAtMs;
  if (status === "INVOKED") return;
  const stopReason = stopReasonFor(status);
  const givenStart = input.started_time ? Date.parse(input.started_time) : undefined;
  enter(recording, "RECORDING", {
    atMs: givenStart ?? Math.max(startedAtMs, recording.invokedAtMs),
    settings,
  });
  if (uploadedMs > 0 || status === "UPLOADED") {
    const stoppedAtMs = input.stopped_time ? Date.parse(input.stopped_time) : nowMs - uploadedMs;
    enter(recording, "UPLOADING", { atMs: stoppedAtMs, settings, stopReason });
  }
  if (status !== "RECORDING") enter(recording, status, { atMs: nowMs, settings, stopReason });
}

function stopReasonFor(status: RecordingStatus) {
  return status === "ERRORED" ? { reason: "INTERNAL_ERROR" as const } : STOPPED_BY_HOST;
}

function applyFields(recording: Recording, fields: Patch): void {
  const own: Partial<Record<keyof Recording, unknown>> = {
    sessionId: fields.session_id,
    outputFileName: fields.output_file_name,
    invokedAtMs: toMs(fields.invoked_time),
    startedAtMs: toMs(fields.started_time),
    stoppedAtMs: toMs(fields.stopped_time),
    fileSize: fields.file_size,
    downloadUrl: fields.download_url,
    audioDownloadUrl: fields.audio_download_url,
    downloadUrlExpiresAtMs: toMs(fields.download_url_expiry),
    durationSeconds: fields.recording_duration,
    maxSeconds: fields.max_seconds,
    startReason: fields.start_reason,
    storageConfig: fields.storage_config,
    held: fields.held,
  };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) Object.assign(recording, { [name]: value });
  }
  if (fields.stop_reason !== undefined) recording.stopReason = fields.stop_reason ?? undefined;
}

function toMs(time: string | null | undefined): number | null | undefined {
  return typeof time === "string" ? Date.parse(time) : time;
}
