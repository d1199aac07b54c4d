/** What a user may be told about a meeting; each says what to do next. */

import type { MeetingIdentity } from "../api/client";
import { RealtimeKitError } from "../api/errors";
import type { ObservedRecording } from "../api/wire";
import { describeSent, type Sent } from "./errors";

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
  constructor(meetingId: string, recordings: readonly ObservedRecording[], sent: Sent = {}) {
    const list = recordings
      .slice(0, MAX_LISTED)
      .map(
        ({ recordingId, status, startedTime, invokedTime }) =>
          `${recordingId} (${status}, since ${startedTime ?? invokedTime ?? "an unknown time"})`,
      );
    if (recordings.length > MAX_LISTED) list.push(`and ${recordings.length - MAX_LISTED} more`);
    super(
      "AmbiguousMeetingError",
      `meeting ${meetingId} has ${recordings.length} recordings that have not ended: ${list.join(", ")}. ` +
        `${describeSent(sent)}. Declare the one that is meant with the resource Recording, by its id.`,
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
        `again: ${cause instanceof RealtimeKitError ? cause.fact : cause.message}. Run "pulumi up" again; it looks first and takes a recording that began as its own.`,
      { cause },
    );
  }
}

/** The meeting is not being recorded. */
export class NoActiveRecordingError extends RealtimeKitError {
  constructor({ meetingId, appId }: MeetingIdentity) {
    super(
      "NoActiveRecordingError",
      `meeting ${meetingId} of app ${appId} has no recording that has not ended.`,
    );
  }
}
