/** What each action does to a recording in each status, and which answers the settings choose. */

import type { Settings } from "../settings";
import type { RecordingAction, RecordingStatus } from "./recording";

/** A new status; or why there is none, for which the settings choose the answer. */
type Outcome = RecordingStatus | "illegal" | "repeated" | "stopWhileInvoked";

/** One status × action table; source: the documentation for the moves, third-party code for the refusals. */
export const OUTCOMES = {
  INVOKED: { pause: "illegal", resume: "illegal", stop: "stopWhileInvoked" },
  RECORDING: { pause: "PAUSED", resume: "repeated", stop: "UPLOADING" },
  PAUSED: { pause: "repeated", resume: "RECORDING", stop: "UPLOADING" },
  UPLOADING: { pause: "illegal", resume: "illegal", stop: "repeated" },
  UPLOADED: { pause: "illegal", resume: "illegal", stop: "repeated" },
  ERRORED: { pause: "illegal", resume: "illegal", stop: "illegal" },
} as const satisfies Record<RecordingStatus, Record<RecordingAction, Outcome>>;

/** What the emulator does about an action: move, accept without a change, or refuse with an HTTP status. */
export type Verdict = { to: RecordingStatus } | { unchanged: true } | { refuse: 400 | 409 };

/** Decides what an action on a recording with this status does under these settings. */
export function decideAction(status: RecordingStatus, action: RecordingAction, settings: Settings): Verdict {
  const outcome: Outcome = OUTCOMES[status][action];
  const refusal: Verdict =
    settings.illegalAction === "accept" ? { unchanged: true } : { refuse: settings.illegalAction };
  switch (outcome) {
    case "illegal":
      return refusal;
    case "repeated":
      return settings.repeatedAction === "accept" ? { unchanged: true } : refusal;
    case "stopWhileInvoked":
      return settings.stopWhileInvoked === "accept" ? { to: "UPLOADING" } : refusal;
    default:
      return { to: outcome };
  }
}
