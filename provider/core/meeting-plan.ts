/** Decides what a declaration about a meeting means right now: the same for the preview and for the update. */

import type { ReadOptions } from "../api/client";
import type { ObservedRecording } from "../api/wire";
import { findLive, type Origin } from "./meeting";
import type { MeetingInputs } from "./meeting-inputs";
import { pickObserved } from "./outputs";
import { onRecording, unlessGone } from "./recording-kind";
import { type DesiredState, hasEnded } from "./status";
import { callOptions, type OperationBase, observe, type Recency } from "./wait";

/** What the state of a `MeetingRecording` holds. */
export type StoredMeeting = MeetingInputs &
  Partial<ObservedRecording> & {
    /** Whether this resource started the recording, or found it running. */
    readonly origin?: Origin;
    /** The state that was declared last; `state` itself becomes the observed one in a refresh. */
    readonly __declared?: DesiredState;
  };

/** What is going on in a meeting. */
export interface Situation {
  /** The recording that has not ended. */
  readonly live?: ObservedRecording | undefined;
  /** Where there is none: the one that this resource knew last. */
  readonly last?: ObservedRecording | undefined;
  /** The state that was declared when the last one was seen. */
  readonly declaredBefore?: DesiredState | undefined;
  /** True where nobody looked: whether somebody is in the meeting isn't asked either, but taken for granted. */
  readonly isAssumed?: boolean;
}

/** An operation, and how old a list may be that it goes by; by default, it is asked for now. */
export type Looking = OperationBase & Pick<ReadOptions, "maxAgeMs" | "noneMaxAgeMs">;

/** Looks at the meeting; a recording that the list doesn't show yet, or any more, is asked for by its id. */
export async function lookAt(
  inputs: MeetingInputs,
  stored: StoredMeeting | undefined,
  { maxAgeMs = 0, noneMaxAgeMs = maxAgeMs, ...operation }: Looking,
): Promise<Situation> {
  const live = await findLive(inputs, operation, { maxAgeMs, noneMaxAgeMs });
  if (live) return { live };
  const before = asStored(stored);
  if (!before.live) return before;
  const { live: known, declaredBefore } = before;
  const seen = await lookAtOne(known.recordingId, inputs, operation);
  // One that is gone was there: that is an end, and not a meeting that never had a recording.
  return seen && !hasEnded(seen.status) ? { live: seen } : { last: seen ?? known, declaredBefore };
}

/** What went on when it was last looked at. */
export function asStored(stored: StoredMeeting | undefined): Situation {
  const { recordingId, status = "unknown", __declared, state } = stored ?? {};
  if (recordingId === undefined) return {};
  const known = pickObserved({ ...stored, recordingId, status });
  const declaredBefore = __declared ?? state;
  return hasEnded(status) ? { last: known, declaredBefore } : { live: known, declaredBefore };
}

/** What is stored of this recording; nothing where another one was the meeting's when it was stored. */
export function knownOf(
  recordingId: string | undefined,
  stored: StoredMeeting | undefined,
): StoredMeeting | undefined {
  return recordingId !== undefined && stored?.recordingId === recordingId ? stored : undefined;
}

/** One recording of the meeting by its id, by default as it is now; `undefined` where it is gone. */
export async function lookAtOne(
  recordingId: string,
  { accountId, appId }: MeetingInputs,
  operation: OperationBase,
  recency?: Recency,
): Promise<ObservedRecording | undefined> {
  return await unlessGone(observe(onRecording(operation, { accountId, appId, recordingId }), recency));
}

/** What is to be done about a meeting. */
export type MeetingPlan =
  /** Hold this recording in the declared state, as `Recording` does. */
  | { readonly kind: "hold"; readonly recording: ObservedRecording }
  /** Nothing runs, and nothing is to run. */
  | { readonly kind: "rest"; readonly last?: ObservedRecording | undefined }
  /** The last one ended although it should run; that is accepted. */
  | { readonly kind: "acceptEnd"; readonly last: ObservedRecording }
  /** The last one ended although it should run; that is an error. */
  | { readonly kind: "fail"; readonly last: ObservedRecording }
  | { readonly kind: "start"; readonly isRestart: boolean }
  /** A start is declared, but nobody is in the meeting. */
  | { readonly kind: "refuse" };

/** Decides. The session is asked about only where it matters. */
export async function planMeeting(
  inputs: MeetingInputs,
  { live, last, declaredBefore, isAssumed = false }: Situation,
  operation: OperationBase,
): Promise<MeetingPlan> {
  const isStartable = async () => isAssumed || (await mayStart(inputs, operation));
  if (live) return { kind: "hold", recording: live };
  if (inputs.state === "stopped") return { kind: "rest", last };
  const hasEndedByItself = last !== undefined && declaredBefore !== "stopped";
  if (!hasEndedByItself) {
    return (await isStartable()) ? { kind: "start", isRestart: false } : { kind: "refuse" };
  }
  switch (inputs.whenEnded) {
    case "fail":
      return { kind: "fail", last };
    case "accept":
      return { kind: "acceptEnd", last };
    case "restart":
      return (await isStartable()) ? { kind: "start", isRestart: true } : { kind: "rest", last };
  }
}

/** True when a start would not be one of an empty room, or is wanted all the same. */
export async function mayStart(inputs: MeetingInputs, operation: OperationBase): Promise<boolean> {
  return inputs.startWhenEmpty || (await operation.api.hasLiveSession(inputs, callOptions(operation)));
}
