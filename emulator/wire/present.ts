/** How recordings, meetings and sessions look in an answer. */

import { randomUUID } from "node:crypto";
import type { Meeting } from "../model/meeting";
import type { Recording } from "../model/recording";
import type { Settings } from "../settings";

/** Credentials that the specification marks as write-only. */
export const SECRET_KEYS: ReadonlySet<string> = new Set(["access_key", "secret", "password", "private_key"]);

/** A recording as `active-recording` and `track` answer it, without reasons and storage. */
export function presentRecording(recording: Recording, settings: Settings) {
  const { durationSeconds } = recording;
  return {
    id: recording.id,
    audio_download_url: sign(recording.audioDownloadUrl, recording, settings),
    download_url: presentDownloadUrl(recording, settings),
    download_url_expiry: toIso(recording.downloadUrlExpiresAtMs),
    file_size: recording.fileSize,
    invoked_time: new Date(recording.invokedAtMs).toISOString(),
    output_file_name: recording.outputFileName,
    session_id: recording.sessionId,
    started_time: toIso(recording.startedAtMs),
    status: recording.status,
    stopped_time: toIso(recording.stoppedAtMs),
    ...(durationSeconds === undefined ? {} : { recording_duration: durationSeconds }),
  };
}

/** A recording as GET one, PUT and start answer it. */
export function presentFullRecording(recording: Recording, settings: Settings) {
  const { stopReason } = recording;
  return {
    ...presentRecording(recording, settings),
    start_reason: recording.startReason,
    ...(stopReason ? { stop_reason: stopReason } : {}),
    storage_config: presentStorage(recording.storageConfig, settings),
  };
}

/** A recording as an item of the list. */
export function presentListItem(recording: Recording, meeting: Meeting | undefined, settings: Settings) {
  return {
    ...presentRecording(recording, settings),
    storage_config: presentStorage(recording.storageConfig, settings),
    ...(meeting ? { meeting: presentMeeting(meeting, settings) } : {}),
  };
}

/** A meeting as every answer shows it. */
export function presentMeeting(meeting: Meeting, settings: Settings) {
  const { recording_config: config, ...fields } = meeting.fields;
  if (!config) return fields;
  const storage = config.storage_config as Record<string, unknown> | null | undefined;
  const shown = storage ? { ...config, storage_config: presentStorage(storage, settings) } : config;
  return { ...fields, recording_config: shown };
}

/** The live session of a meeting, or nothing when there is none. */
export function presentSession(meeting: Meeting, nowMs: number) {
  const session = meeting.session;
  if (!session) return undefined;
  const startedAt = new Date(session.startedAtMs).toISOString();
  return {
    id: session.id,
    associated_id: meeting.fields.id,
    meeting_display_name: meeting.fields.title ?? "",
    type: "meeting",
    status: "LIVE",
    live_participants: session.liveParticipants,
    max_concurrent_participants: session.maxConcurrentParticipants,
    minutes_consumed: Math.floor((nowMs - session.startedAtMs) / 60_000),
    organization_id: meeting.appId,
    started_at: startedAt,
    created_at: startedAt,
    updated_at: new Date(nowMs).toISOString(),
  } as const;
}

function presentStorage(storage: Record<string, unknown> | null, settings: Settings) {
  if (!storage || settings.returnStorageSecrets) return storage;
  return Object.fromEntries(Object.entries(storage).filter(([key]) => !SECRET_KEYS.has(key)));
}

function presentDownloadUrl(recording: Recording, settings: Settings) {
  const url = sign(recording.downloadUrl, recording, settings);
  // The documentation of track recordings shows an array where the specification says string.
  return url && recording.kind === "track" && settings.trackDownloadUrl === "array" ? [url] : url;
}

function sign(url: string | null, recording: Recording, settings: Settings): string | null {
  if (url === null) return null;
  const seed = settings.newSignatureOnRead ? randomUUID() : recording.id;
  const separator = url.includes("?") ? "&" : "?";
  return `${url}${separator}X-Amz-Signature=${seed.replaceAll("-", "")}`;
}

function toIso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
