/** What entering a status sets, whoever caused it: an action, the time, or the control plane. */

import type { Settings } from "../settings";
import type { Recording, RecordingStatus, StopReason } from "./recording";

/** A host, rather than this API's caller, stopped the recording. */
export const STOPPED_BY_HOST: StopReason = { reason: "API_CALL", caller: { type: "USER", name: "Host" } };

/** The caller of this API stopped the recording. */
export const STOPPED_BY_API: StopReason = {
  reason: "API_CALL",
  caller: { type: "ORGANIZATION", name: "RealtimeKit emulator" },
};

/** About 2 Mbit/s; all that matters is that a file has a size. */
const BYTES_PER_SECOND = 250_000;

/** When and why a status is entered. */
export interface Entry {
  atMs: number;
  settings: Settings;
  stopReason?: StopReason | undefined;
}

/** One entry a status; a later change to a status that has been left is the control plane's doing. */
const ENTER: Record<RecordingStatus, (recording: Recording, entry: Entry) => void> = {
  INVOKED: (recording, { atMs }) => {
    clearEnd(recording);
    Object.assign(recording, { invokedAtMs: atMs, startedAtMs: null, pausedSinceMs: null, pausedMs: 0 });
  },
  RECORDING: (recording, { atMs }) => {
    clearEnd(recording);
    recording.startedAtMs ??= atMs;
    endPause(recording, atMs);
  },
  PAUSED: (recording, { atMs }) => {
    clearEnd(recording);
    recording.startedAtMs ??= atMs;
    recording.pausedSinceMs ??= atMs;
  },
  UPLOADING: (recording, entry) => {
    clearEnd(recording);
    stopCapture(recording, entry);
  },
  UPLOADED: (recording, entry) => {
    stopCapture(recording, entry);
    produceFile(recording, entry);
  },
  ERRORED: (recording, entry) => {
    stopCapture(recording, { ...entry, stopReason: entry.stopReason ?? { reason: "INTERNAL_ERROR" } });
  },
};

/** Puts a recording into a status, with the times and reasons that belong to it. */
export function enter(recording: Recording, status: RecordingStatus, entry: Entry): void {
  ENTER[status](recording, entry);
  recording.status = status;
}

function clearEnd(recording: Recording): void {
  Object.assign(recording, {
    stoppedAtMs: null,
    stopReason: undefined,
    fileSize: null,
    downloadUrl: null,
    audioDownloadUrl: null,
    downloadUrlExpiresAtMs: null,
    durationSeconds: undefined,
  });
}

function endPause(recording: Recording, atMs: number): void {
  if (recording.pausedSinceMs !== null) recording.pausedMs += atMs - recording.pausedSinceMs;
  recording.pausedSinceMs = null;
}

function stopCapture(recording: Recording, { atMs, stopReason }: Entry): void {
  endPause(recording, atMs);
  recording.stoppedAtMs ??= atMs;
  recording.stopReason ??= stopReason;
}

function produceFile(recording: Recording, { atMs, settings }: Entry): void {
  const stoppedAtMs = recording.stoppedAtMs ?? atMs;
  const pausedMs = settings.durationIncludesPause ? 0 : recording.pausedMs;
  const capturedMs = stoppedAtMs - (recording.startedAtMs ?? stoppedAtMs) - pausedMs;
  recording.durationSeconds = Math.max(0, Math.floor(capturedMs / 1000));
  recording.fileSize = Math.max(1, recording.durationSeconds) * BYTES_PER_SECOND;
  if (!recording.bucketEnabled) return;
  const url = `https://recordings.realtimekit.invalid/${recording.appId}/${recording.outputFileName}`;
  recording.downloadUrl = url;
  recording.audioDownloadUrl = recording.audioExported ? url.replace(/\.\w+$/, ".mp3") : null;
  recording.downloadUrlExpiresAtMs = atMs + settings.downloadUrlTtlMs;
}
