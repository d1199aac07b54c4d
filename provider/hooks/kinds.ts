/** Tells which resource a call is about: all of them share one provider text, so the call itself must say. */

import type { CommonInputs } from "../core/inputs";
import type { Outputs, ResourceKind } from "../core/kind";
import { recordingKind } from "../core/recording-kind";

/** A kind whose inputs the hooks pass through without looking into them. */
export type AnyKind = ResourceKind<CommonInputs, CommonInputs>;

/** By the type in the hidden URN, else by the property that only one of them has. */
export function kindOf({ __urn: urn, meetingId }: Outputs): AnyKind {
  const isMeeting = typeof urn === "string" ? /:MeetingRecording::/.test(urn) : meetingId !== undefined;
  return (isMeeting ? loadMeetingKind() : recordingKind) as unknown as AnyKind;
}

/** Most programs declare recordings only, and shouldn't wait for all that a start may be given. */
function loadMeetingKind() {
  const { meetingKind } = require("../core/meeting-kind") as typeof import("../core/meeting-kind");
  return meetingKind;
}
