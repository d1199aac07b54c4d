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

/** The Pulumi id: account, app, and the resource's own id. */
export function pulumiId({ identity }: AnyKind, inputs: Outputs): string {
  return identity.map((key) => String(inputs[key])).join("/");
}

/** The identity inputs out of a Pulumi id, the resource's own id as the API writes it, in lower case; `undefined` where it has not as many parts. */
export function identityOf({ identity }: AnyKind, id: string): Record<string, string> | undefined {
  const parts = id.split("/");
  if (parts.length !== identity.length || parts.some((part) => !part)) return undefined;
  const own = parts.pop() as string;
  const values = [...parts, own.toLowerCase()];
  return Object.fromEntries(identity.map((key, index) => [key, values[index] as string]));
}
