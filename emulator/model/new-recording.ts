/** Makes new recordings. */

import { randomUUID } from "node:crypto";
import type { Recording, StartReason } from "./recording";

/** What a new recording cannot do without; everything else has a default. */
export type RecordingInit = Pick<Recording, "accountId" | "appId" | "meetingId" | "invokedAtMs"> &
  Partial<Recording>;

/** The caller of this API started the recording. */
export const STARTED_BY_API: StartReason = {
  reason: "API_CALL",
  caller: { type: "ORGANIZATION", name: "RealtimeKit emulator" },
};

/** A recording that has just been invoked. */
export function newRecording(init: RecordingInit & { fileNamePrefix?: string | undefined }): Recording {
  const { fileNamePrefix, ...given } = init;
  const extension = init.kind === "track" ? "webm" : "mp4";
  const prefix = fileNamePrefix ? `${fileNamePrefix}_` : "";
  return {
    id: randomUUID(),
    kind: "composite",
    sessionId: null,
    outputFileName: `${prefix}${init.meetingId}_${init.invokedAtMs}.${extension}`,
    status: "INVOKED",
    startedAtMs: null,
    stoppedAtMs: null,
    pausedSinceMs: null,
    pausedMs: 0,
    maxSeconds: null,
    bucketEnabled: true,
    audioExported: false,
    fileSize: null,
    downloadUrl: null,
    audioDownloadUrl: null,
    downloadUrlExpiresAtMs: null,
    durationSeconds: undefined,
    startReason: STARTED_BY_API,
    stopReason: undefined,
    storageConfig: null,
    held: false,
    listedFromMs: 0,
    stale: undefined,
    ...given,
  };
}
