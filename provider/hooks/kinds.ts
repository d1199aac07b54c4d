/** Tells which resource a call is about: all of them share one provider text, so the call itself must say. */

import { printable } from "../api/printable";
import { ConfigurationError } from "../core/errors";
import { identityOf } from "../core/identity";
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

/** The identity inputs out of a Pulumi id. @throws ConfigurationError where it isn't one of the kind's. */
export function requireIdentity(kind: AnyKind, id: string): Record<string, string> {
  const identity = identityOf(kind.identity, id);
  if (!identity) throw notAnId(kind, id);
  return identity;
}

/** The error for what isn't an id of the kind. */
export function notAnId({ name, identity }: AnyKind, id: string): ConfigurationError {
  const shown = JSON.stringify(printable(id));
  return new ConfigurationError(`${shown} is no id of a ${name}; it must be ${identity.join("/")}`);
}
