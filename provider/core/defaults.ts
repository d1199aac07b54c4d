/** What the inputs are where a program doesn't say. Programs load this, so that it loads nothing. */

/** Of a `Recording`. */
export const RECORDING_DEFAULTS = { onDelete: "leave", whenEnded: "fail", waitForUpload: false } as const;

/** Of a `MeetingRecording`. */
export const MEETING_DEFAULTS = { whenEnded: "fail", startWhenEmpty: false, waitForUpload: false } as const;
