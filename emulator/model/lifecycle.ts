/** What happens to a recording by itself: which status follows which, and when. */

import type { Settings } from "../settings";
import { enter } from "./enter-status";
import type { Meeting } from "./meeting";
import type { Recording, RecordingStatus, StopReason } from "./recording";

interface Transition {
  to: RecordingStatus;
  atMs: number;
  stopReason?: StopReason | undefined;
}

interface Surroundings {
  settings: Settings;
  meeting: Meeting | undefined;
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
