/** What a user may be told about a declaration that can't be met; each says what to do next. */

import type { Action, MeetingIdentity, RecordingIdentity } from "../api/client";
import { RealtimeKitError } from "../api/errors";
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
  const code = stopReason?.reason;
  const known = code && Object.hasOwn(REASONS, code) ? REASONS[code] : "of the reason that the API gives";
  const reason = code ? ` because ${known} (${code})` : "";
  return `ended${when}${reason}; its status is ${status}`;
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
  constructor(action: Action, recording: ObservedRecording, cause: Error) {
    super(
      "ActionRefusedError",
      `the API refused to ${action} recording ${recording.recordingId}, although its status is ${recording.status}: ` +
        `${cause.message}. Nothing was changed; run it again, or ${action} the recording in the meeting.`,
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
        `Run "pulumi up" again to go on waiting, or give it longer with the "timeouts" input.`,
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
  readonly waitedMs: number;
}

/** What is known about what was sent, as a sentence without its full stop. */
export function describeSent({ accepted, lost }: Partial<Pick<WaitDetails, "accepted" | "lost">>): string {
  if (accepted) return `The API accepted "${accepted}"`;
  return lost ? `"${lost}" was sent, but its answer got lost` : "Nothing was sent";
}

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

/** The app has no such meeting. */
export class MeetingNotFoundError extends RealtimeKitError {
  constructor({ meetingId, appId }: MeetingIdentity, options?: ErrorOptions) {
    super(
      "MeetingNotFoundError",
      `app ${appId} has no meeting ${meetingId}. Check meetingId, appId and accountId.`,
      options,
    );
  }
}

/** How many recordings a message lists. */
const MAX_LISTED = 10;

/** Several recordings of one meeting run at once, so that the declaration could mean any of them. */
export class AmbiguousMeetingError extends RealtimeKitError {
  readonly recordings: readonly ObservedRecording[];
  constructor(meetingId: string, recordings: readonly ObservedRecording[]) {
    const list = recordings
      .slice(0, MAX_LISTED)
      .map(
        ({ recordingId, status, startedTime, invokedTime }) =>
          `${recordingId} (${status}, since ${startedTime ?? invokedTime ?? "an unknown time"})`,
      );
    if (recordings.length > MAX_LISTED) list.push(`and ${recordings.length - MAX_LISTED} more`);
    super(
      "AmbiguousMeetingError",
      `meeting ${meetingId} has ${recordings.length} recordings that have not ended: ${list.join(", ")}. Nothing was sent. ` +
        "Declare the one that is meant with the resource Recording, by its id.",
    );
    this.recordings = recordings;
  }
}

/** A recording of an empty room ends by itself after a minute, so it isn't started. */
export class EmptyMeetingError extends RealtimeKitError {
  constructor(meetingId: string) {
    super(
      "EmptyMeetingError",
      `nobody is in meeting ${meetingId}, and a recording of an empty room ends by itself after a minute, so none was ` +
        "started. Run it again when the meeting has begun, or set startWhenEmpty: true to start all the same.",
    );
  }
}

/** Whether the recording was started is unknown, and starting another one could make two. */
export class StartUnconfirmedError extends RealtimeKitError {
  constructor(meetingId: string, cause: Error) {
    super(
      "StartUnconfirmedError",
      `a recording of meeting ${meetingId} was asked for, but it can't be told whether it began, so it was not asked for ` +
        `again: ${cause.message}. Run "pulumi up" again; it looks first and takes a recording that began as its own.`,
      { cause },
    );
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

/** The meeting is not being recorded. */
export class NoActiveRecordingError extends RealtimeKitError {
  constructor({ meetingId, appId }: MeetingIdentity) {
    super(
      "NoActiveRecordingError",
      `meeting ${meetingId} of app ${appId} has no recording that has not ended.`,
    );
  }
}
