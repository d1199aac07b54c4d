/** What the inputs are where a program doesn't say. Programs load this, so that it loads nothing. */

/** Of every resource. */
export const COMMON_DEFAULTS = { whenEnded: "fail", waitForUpload: false } as const;

/** Of a `Recording`. */
export const RECORDING_DEFAULTS = { ...COMMON_DEFAULTS, onDelete: "leave" } as const;

/** Of a `MeetingRecording`. */
export const MEETING_DEFAULTS = { ...COMMON_DEFAULTS, startWhenEmpty: false } as const;
