/** What a user may be told about a declaration that can't be met; each says what to do next. */

import type { Action, RecordingIdentity } from "../api/client";
import { type ApiError, describeRefusal, RealtimeKitError } from "../api/errors";
import type { ObservedRecording } from "../api/wire";
import { formatDuration } from "./duration";
import { type DesiredState, hasEnded } from "./status";

/** A setting is missing or unusable. */
export class ConfigurationError extends RealtimeKitError {
  constructor(text: string, options?: ErrorOptions) {
    super("ConfigurationError", text, options);
  }
}

/** The declared recording doesn't exist in this app, or not any more. */
export class RecordingNotFoundError extends RealtimeKitError {
  readonly recordingId: string;
  constructor({ recordingId, appId }: RecordingIdentity, options?: ErrorOptions) {
    super(
      "RecordingNotFoundError",
      `app ${appId} has no recording ${recordingId}. Check recordingId, appId and accountId; if the recording was ` +
        `deleted, take it out of the program and run "pulumi refresh".`,
      options,
    );
    this.recordingId = recordingId;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  API_CALL: "it was stopped through the API or by a host",
  ALL_PEERS_LEFT: "everybody had left the meeting",
  INTERNAL_ERROR: "the service had an error",
};

/** When and why a recording ended, as far as the API says it. */
export function describeEnd({ status, stoppedTime, stopReason }: ObservedRecording): string {
  if (!hasEnded(status)) return `is gone from the API; its status was ${status} when last seen`;
  const when = stoppedTime ? ` at ${stoppedTime}` : "";
  return `ended${when}${describeReason(stopReason?.reason)}; its status is ${status}`;
}

function describeReason(code: string | null | undefined): string {
  if (!code) return "";
  return Object.hasOwn(REASONS, code) ? ` because ${REASONS[code]} (${code})` : `, with the reason ${code}`;
}

/** The recording is over, so it can't be recording or paused. */
export class RecordingEndedError extends RealtimeKitError {
  readonly recording: ObservedRecording;
  constructor(
    recording: ObservedRecording,
    desired: DesiredState,
    options: { isRestartable?: boolean } = {},
  ) {
    const restart = options.isRestartable ? `whenEnded: "restart" to start another one, ` : "";
    super(
      "RecordingEndedError",
      `recording ${recording.recordingId} is declared "${desired}", but it ${describeEnd(recording)}. An ended recording ` +
        `can't start again: declare state "stopped", or set ${restart}${restart && "or "}whenEnded: "accept" to take its ` +
        "end as it is.",
    );
    this.recording = recording;
  }
}

/** The API declined the action again and again, in a status in which it should be possible. */
export class ActionRefusedError extends RealtimeKitError {
  readonly action: Action;
  readonly recording: ObservedRecording;
  constructor(action: Action, recording: ObservedRecording, cause: ApiError) {
    super(
      "ActionRefusedError",
      `the API refused to ${action} recording ${recording.recordingId}, although its status is ${recording.status}: ` +
        `${describeRefusal(cause.refusal)}. Nothing was changed; run it again, or ${action} the recording in the meeting.`,
      { cause },
    );
    this.action = action;
    this.recording = recording;
  }
}

/** The declared state was not reached within the operation's time. */
export class WaitTimeoutError extends RealtimeKitError {
  readonly recording: ObservedRecording | undefined;
  constructor(details: WaitDetails, options?: ErrorOptions) {
    const { recordingId, target, recording, waitedMs } = details;
    const saw = recording ? `its status was ${recording.status} when last seen` : "it could not be observed";
    super(
      "WaitTimeoutError",
      `recording ${recordingId} was not ${target} after ${formatDuration(waitedMs)}; ${saw}. ${describeSent(details)}. ` +
        `Run it again to go on waiting, or give it longer with the "timeouts" input.`,
      options,
    );
    this.recording = recording;
  }
}

/** What a wait that took too long knows. */
export interface WaitDetails {
  readonly recordingId: string;
  /** What was waited for, as it reads after "was not". */
  readonly target: string;
  /** The recording as last seen. */
  readonly recording: ObservedRecording | undefined;
  /** The action that the API had accepted before. */
  readonly accepted: Action | "start" | undefined;
  /** The action that was sent without an answer that says what became of it. */
  readonly lost: Action | "start" | undefined;
  /** The action that the API declined last. */
  readonly refused?: Refused | undefined;
  readonly waitedMs: number;
}

/** An action that had no effect, and what the API said to it. */
export interface Refused {
  readonly action: Action;
  readonly said: string;
}

/** What is known about what was sent, as a sentence without its full stop. */
export function describeSent({ accepted, lost, refused }: Sent): string {
  if (accepted) return `The API accepted "${accepted}"`;
  if (lost) return `"${lost}" was sent, but its answer got lost`;
  return refused ? `The API refused "${refused.action}": ${refused.said}` : "Nothing was sent";
}

/** What an operation has sent so far. */
export type Sent = Partial<Pick<WaitDetails, "accepted" | "lost" | "refused">>;

/** `waitForUpload` was declared, but the recording failed and there will be no file. */
export class UploadFailedError extends RealtimeKitError {
  readonly recording: ObservedRecording;
  constructor(recording: ObservedRecording) {
    super(
      "UploadFailedError",
      `recording ${recording.recordingId} ${describeEnd(recording)}: there will be no file to wait for. Remove ` +
        `waitForUpload, or set whenEnded: "accept" to take its end as it is.`,
    );
    this.recording = recording;
  }
}

/** The property at which a preview shows an error, by the error's name. */
export const ERROR_PROPERTIES: Readonly<Record<string, string>> = {
  RecordingNotFoundError: "recordingId",
  MeetingNotFoundError: "meetingId",
  AmbiguousMeetingError: "meetingId",
  RecordingEndedError: "state",
  UploadFailedError: "waitForUpload",
};
