/** Decides, from the observed status and the declared state, what is to be done: one table, no I/O. */

import type { Action } from "../api/client";
import { type DesiredState, isKnownStatus, type Status } from "./status";

/** What brings one observed status towards one declared state. */
export type Plan =
  /** The declaration holds: nothing is sent. */
  | { readonly kind: "inPlace" }
  /** The recording failed; `stopped` holds all the same, and the user is told. */
  | { readonly kind: "inPlaceAfterError" }
  /** Send this action, then wait until the recording got there. */
  | { readonly kind: "act"; readonly action: Action }
  /** No action is accepted yet: wait, then plan again. `next` is what will be sent after it. */
  | { readonly kind: "wait"; readonly next?: Action }
  /** The recording is over and can't do what is declared. */
  | { readonly kind: "ended" };

const inPlace: Plan = { kind: "inPlace" };
const inPlaceAfterError: Plan = { kind: "inPlaceAfterError" };
const ended: Plan = { kind: "ended" };
const wait: Plan = { kind: "wait" };
const act = (action: Action): Plan => ({ kind: "act", action });
const waitThen = (action: Action): Plan => ({ kind: "wait", next: action });

/**
 * The whole of what this project decides. A status added to {@link Status} fails compilation here until it
 * has a row. The API refuses every action while a recording is INVOKED, hence the waits; an ended recording
 * never starts again (API documentation, recording lifecycle).
 */
export const PLANS = {
  INVOKED: { recording: wait, paused: waitThen("pause"), stopped: waitThen("stop") },
  RECORDING: { recording: inPlace, paused: act("pause"), stopped: act("stop") },
  PAUSED: { recording: act("resume"), paused: inPlace, stopped: act("stop") },
  UPLOADING: { recording: ended, paused: ended, stopped: inPlace },
  UPLOADED: { recording: ended, paused: ended, stopped: inPlace },
  ERRORED: { recording: ended, paused: ended, stopped: inPlaceAfterError },
} as const satisfies Record<Status, Record<DesiredState, Plan>>;

/** Looks the plan up; a status that we don't know may pass, so it is waited for and never acted on. */
export function planFor(status: string, desired: DesiredState): Plan {
  return isKnownStatus(status) ? PLANS[status][desired] : wait;
}

/** True when nothing needs to be sent or waited for: the declaration holds at `status`. */
export function isReached(status: string, desired: DesiredState): boolean {
  const { kind } = planFor(status, desired);
  return kind === "inPlace" || kind === "inPlaceAfterError";
}
