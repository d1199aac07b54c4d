/** `MeetingRecording`: whatever recording a meeting has, started where there is none. */

import { isDeepStrictEqual } from "node:util";
import type { ObservedRecording } from "../api/wire";
import { MEETING_IDENTITY } from "./identity";
import type { Outputs, ResourceKind } from "./kind";
import type { Origin } from "./meeting";
import { AmbiguousMeetingError, MeetingNotFoundError } from "./meeting-errors";
import { MEETING_RULES, type MeetingInputs } from "./meeting-inputs";
import {
  asStored,
  knownOf,
  lookAt,
  lookAtOne,
  planMeeting,
  type Situation,
  type StoredMeeting,
} from "./meeting-plan";
import { carryOut, describeNoted, describePlan, originOf } from "./meeting-work";
import { pickInputs, toOutputs } from "./outputs";
import { RELEASED, reconcile } from "./reconcile";
import { onRecording, unlessGone } from "./recording-kind";
import { type DesiredState, hasEnded, observedState } from "./status";
import { callOptions, type OperationBase, PLAN_MAX_AGE_MS, WHOLE } from "./wait";

/** `MeetingRecording`'s part in the hooks. */
export const meetingKind: ResourceKind<MeetingInputs, StoredMeeting> = {
  name: "MeetingRecording",
  rules: MEETING_RULES,
  identity: MEETING_IDENTITY,
  decisive: [...MEETING_IDENTITY, "state", "whenEnded", "waitForUpload", "startWhenEmpty"],

  // Another recording may take the place of the last one at any update, and all outputs are about it.
  knownAhead: {},

  isWorthLooking: (olds, inputs) => meetingKind.identity.some((key) => olds[key] !== inputs[key]),

  async foresee(inputs, stored, operation) {
    if (!stored && !(await operation.api.hasMeeting(inputs, callOptions(operation))))
      throw new MeetingNotFoundError(inputs);
    const plan = await planMeeting(inputs, await foresight(inputs, stored, operation), operation);
    const sent = describePlan(plan, inputs);
    const noted = sent.text === undefined ? describeNoted(plan, stored, inputs) : undefined;
    const coming = noted === undefined ? sent : { text: noted, willAct: true };
    const isLater =
      plan.kind === "hold" &&
      inputs.state !== "stopped" &&
      stored !== undefined &&
      !isDeepStrictEqual(stored.start, inputs.start);
    if (!isLater) return coming;
    const later = "the changed start options apply from the next start; what runs is not restarted";
    return { ...coming, text: coming.text ? `${coming.text}; ${later}` : later };
  },

  async bring(inputs, stored, operation) {
    // One that runs may have been seen a while ago: an action that doesn't fit is refused. That none runs is looked at now.
    // A stop can't be undone: whether that one is the meeting's only one is looked at shortly before.
    const maxAgeMs = inputs.state === "stopped" ? WHOLE.maxAgeMs : PLAN_MAX_AGE_MS;
    const recency = { maxAgeMs, noneMaxAgeMs: 0 };
    const situation = await lookAt(inputs, stored, { ...operation, ...recency });
    const plan = await planMeeting(inputs, situation, operation);
    const recording = await carryOut(plan, { inputs, stored, operation });
    return toMeetingOutputs(inputs, recording, operation.journal.origin ?? stored?.origin);
  },

  outputsSoFar: (inputs, { journal }) => toMeetingOutputs(inputs, journal.recording, journal.origin),

  async find(stored, operation) {
    const { live, last } = await lookWhateverRuns(stored, operation);
    const seen = live ?? last;
    if (!seen && !(await operation.api.hasMeeting(stored, callOptions(operation)))) return undefined;
    // The list doesn't say why a recording started or stopped.
    const recency = { maxAgeMs: PLAN_MAX_AGE_MS, isWhole: true, known: knownOf(seen?.recordingId, stored) };
    const recording = seen && ((await lookAtOne(seen.recordingId, stored, operation, recency)) ?? seen);
    const runs = live !== undefined && recording !== undefined && !hasEnded(recording.status);
    const state = runs
      ? (observedState(recording.status) ?? stored.state)
      : await stateAtRest(stored, recording, operation);
    const inputs = { ...pickInputs(stored, MEETING_RULES), state };
    const outs = toMeetingOutputs(inputs, recording, live ? originOf(live, stored) : stored.origin);
    return { inputs, outs: { ...outs, __declared: stored.__declared ?? state } };
  },

  missing: (stored) => new MeetingNotFoundError(stored),

  async release(stored, operation) {
    const { accountId, appId, recordingId } = stored;
    if (!recordingId) return;
    await unlessGone(reconcile(RELEASED, onRecording(operation, { accountId, appId, recordingId }), stored));
  },

  // Another recording may begin.
  isOver: () => false,

  isReleased({ onDelete, origin, recordingId, status }) {
    const stops = onDelete === undefined ? origin === "started" : onDelete === "stop";
    return !stops || recordingId === undefined || (status !== undefined && hasEnded(status));
  },
};

/** What goes on, as far as a plan looks at it. */
async function foresight(
  inputs: MeetingInputs,
  stored: StoredMeeting | undefined,
  operation: OperationBase,
): Promise<Situation> {
  if (stored && !operation.isLiveCheck) return { ...asStored(stored), isAssumed: true };
  return await lookAt(inputs, stored, { ...operation, maxAgeMs: PLAN_MAX_AGE_MS });
}

/** Which of several recordings is meant is for a plan to ask; a refresh goes on with the one that it knows. */
async function lookWhateverRuns(stored: StoredMeeting, operation: OperationBase): Promise<Situation> {
  try {
    return await lookAt(stored, stored, { ...operation, maxAgeMs: PLAN_MAX_AGE_MS });
  } catch (error) {
    const { recordingId } = stored;
    if (!(error instanceof AmbiguousMeetingError) || recordingId === undefined) throw error;
    const known = await lookAtOne(recordingId, stored, operation);
    return known && !hasEnded(known.status) ? { live: known } : { last: known };
  }
}

/** What would be declared for a meeting of which no recording runs: an end that an update leaves alone is no drift. */
async function stateAtRest(
  stored: StoredMeeting,
  last: ObservedRecording | undefined,
  operation: OperationBase,
): Promise<DesiredState> {
  const declaredBefore = stored.__declared ?? stored.state;
  if (declaredBefore === undefined) return "stopped";
  const plan = await planMeeting({ ...stored, state: declaredBefore }, { last, declaredBefore }, operation);
  return plan.kind === "acceptEnd" || plan.kind === "rest" ? declaredBefore : "stopped";
}

function toMeetingOutputs(
  inputs: MeetingInputs,
  recording: ObservedRecording | undefined,
  origin: Origin | undefined,
): Outputs {
  return { ...toOutputs(inputs, recording, MEETING_RULES), origin: origin ?? null, __declared: inputs.state };
}
