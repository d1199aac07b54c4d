/** The names with which this provider's error messages begin, for scripts that react to them. */

/** Every name that a user may meet; a message reads `Name: what happened. What to do next.` */
export const ERROR_NAMES = [
  "ActionRefusedError",
  "AmbiguousMeetingError",
  "ApiError",
  "AuthenticationError",
  "CertificateError",
  "ConfigurationError",
  "ConnectionError",
  "EmptyMeetingError",
  "InterruptedError",
  "InvalidResponseError",
  "MeetingNotFoundError",
  "NoActiveRecordingError",
  "NotFoundError",
  "RateLimitedError",
  "RecordingEndedError",
  "RecordingNotFoundError",
  "StartUnconfirmedError",
  "UploadFailedError",
  "WaitTimeoutError",
] as const;

/** The name of one of this provider's errors. */
export type ErrorName = (typeof ERROR_NAMES)[number];
