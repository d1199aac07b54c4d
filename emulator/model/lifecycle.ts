/** The life of a recording: which status follows which, when, and what each one sets. */

import type { Settings } from "../settings.js";
import type { Meeting } from "./meeting.js";
import type { Recording, RecordingStatus, StopReason } from "./recording.js";

/** A host, rather than this API's caller, stopped the recording. */
export const STOPPED_BY_HOST: StopReason = { reason: "API_CALL", caller: { type: "USER", name: "Host" } };

/** The caller of this API stopped the recording. */
export const STOPPED_BY_API: StopReason = {
  reason: "API_CALL",
  caller: { type: "ORGANIZATION", name: "RealtimeKit emulator" },
};

/** About 2 Mbit/s; a number that is not zero is all that matters. */
const BYTES_PER_SECOND = 250_000;

interface Transition {
  to: RecordingStatus;
  atMs: number;
  stopReason?: StopReason | undefined;
}

interface Surroundings {
  settings: Settings;
  meeting: Meeting | undefined;
}

/** When and why a status is entered. */
export interface Entry {
  atMs: number;
  settings: Settings;
  stopReason?: StopReason | undefined;
}

/** What happens by itself to a recording in each status, if anything does. */
const NEXT: Record<RecordingStatus, (recording: Recording, around: Surroundings) => Transition | undefined> =
  {
    INVOKED: (recording, { settings }) => ({
      to: "RECORDING",
      atMs: recording.invokedAtMs + settings.invokedMs,
    }),
    RECORDING: earliestStop,
    PAUSED: earliestStop,
    UPLOADING: (recording, { settings }) => ({
      to: stoppedTooEarly(recording, settings) ? "ERRORED" : "UPLOADED",
      atMs: (recording.stoppedAtMs ?? recording.invokedAtMs) + settings.uploadingMs,
    }),
    UPLOADED: () => undefined,
    ERRORED: () => undefined,
  };

/** What entering each status sets, whoever caused it: an action, the time, or the control plane. */
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

/** Lets everything happen to a recording that is due at `nowMs`. */
export function settle(recording: Recording, around: Surroundings, nowMs: number): void {
  while (!recording.held) {
    const next = NEXT[recording.status](recording, around);
    if (!next || next.atMs > nowMs) return;
    enter(recording, next.to, { ...next, settings: around.settings });
  }
}

function earliestStop(recording: Recording, { settings, meeting }: Surroundings): Transition | undefined {
  const startedAtMs = recording.startedAtMs ?? recording.invokedAtMs;
  const reason = settings.maxSecondsStopReason;
  const stops: Transition[] = [
    {
      to: "UPLOADING",
      atMs: startedAtMs + maxCaptureMs(recording, settings),
      stopReason: reason ? { reason } : undefined,
    },
  ];
  if (meeting && meeting.emptySinceMs !== null) {
    const emptySinceMs = Math.max(meeting.emptySinceMs, startedAtMs);
    const atMs = emptySinceMs + settings.peersLeftMs;
    stops.push({ to: "UPLOADING", atMs, stopReason: { reason: "ALL_PEERS_LEFT" } });
  }
  return stops.reduce((first, other) => (other.atMs < first.atMs ? other : first));
}

function maxCaptureMs(recording: Recording, settings: Settings): number {
  const maxMs = (recording.maxSeconds ?? settings.defaultMaxSeconds) * 1000;
  if (settings.maxSecondsIncludesPause) return maxMs;
  return recording.pausedSinceMs === null ? maxMs + recording.pausedMs : Number.POSITIVE_INFINITY;
}

function stoppedTooEarly(recording: Recording, settings: Settings): boolean {
  if (!settings.earlyStopErrors || recording.stoppedAtMs === null) return false;
  return recording.stoppedAtMs - (recording.startedAtMs ?? recording.stoppedAtMs) < settings.earlyStopMs;
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
  recording.fileSize = recording.durationSeconds * BYTES_PER_SECOND;
  if (!recording.bucketEnabled) return;
  const url = `https://recordings.realtimekit.invalid/${recording.appId}/${recording.outputFileName}`;
  recording.downloadUrl = url;
  recording.audioDownloadUrl = recording.audioExported ? url.replace(/\.\w+$/, ".mp3") : null;
  recording.downloadUrlExpiresAtMs = atMs + settings.downloadUrlTtlMs;
}
