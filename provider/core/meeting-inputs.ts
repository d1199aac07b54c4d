/** What a program may declare about the recording of a meeting: each input's rule and default. */

import type { MeetingIdentity } from "../api/client";
import { MEETING_DEFAULTS } from "./defaults";
import { COMMON_RULES, type CommonInputs, idOf, ON_DELETE, type OnDelete, OPERATION_RULES } from "./inputs";
import { oneOf, type Rules } from "./rules";
import { START_RULES } from "./start-rules";

/** What an end that nobody declared means. */
export const WHEN_MEETING_ENDED = ["fail", "accept", "restart"] as const;
/** What an end that nobody declared means: an error, a warning, or a new recording once somebody is in the meeting. */
export type WhenMeetingEnded = (typeof WHEN_MEETING_ENDED)[number];

/** All inputs of a `MeetingRecording`, valid and with their defaults. */
export interface MeetingInputs extends MeetingIdentity, CommonInputs {
  /** Absent: stop what this resource started, leave what it adopted. */
  readonly onDelete?: OnDelete;
  readonly whenEnded: WhenMeetingEnded;
  readonly startWhenEmpty: boolean;
  readonly start?: Readonly<Record<string, unknown>>;
}

/** The rows of `MeetingRecording`. */
export const MEETING_RULES = {
  meetingId: idOf("meeting"),
  ...COMMON_RULES,
  onDelete: oneOf(ON_DELETE),
  whenEnded: { ...oneOf(WHEN_MEETING_ENDED), fallback: MEETING_DEFAULTS.whenEnded },
  startWhenEmpty: { ...OPERATION_RULES.waitForUpload, fallback: MEETING_DEFAULTS.startWhenEmpty },
  ...START_RULES,
  ...OPERATION_RULES,
} as const satisfies Rules;
