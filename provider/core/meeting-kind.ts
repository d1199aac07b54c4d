/** `MeetingRecording`: whatever recording a meeting has, started where there is none. */

import { isDeepStrictEqual } from "node:util";
import type { ObservedRecording } from "../api/wire";
import { describeComing } from "./diff";
import {
  AmbiguousMeetingError,
  describeEnd,
  EmptyMeetingError,
  MeetingNotFoundError,
  RecordingEndedError,
} from "./errors";
import type { Coming, Outputs, ResourceKind } from "./kind";
import { type Origin, startRecording } from "./meeting";
import { MEETING_RULES, type MeetingInputs } from "./meeting-inputs";
import {
  lookAt,
  lookAtOne,
  type MeetingPlan,
  planMeeting,
  type Situation,
  type StoredMeeting,
} from "./meeting-plan";
import { pickInputs, toOutputs } from "./outputs";
import { type Goal, RELEASED, reconcile } from "./reconcile";
import { onRecording, unlessGone } from "./recording-kind";
import { type DesiredState, hasEnded, observedState } from "./status";
import { callOptions, type OperationBase } from "./wait";

/** `MeetingRecording`'s part in the hooks. */
export const meetingKind: ResourceKind<MeetingInputs, StoredMeeting> = {
  name: "MeetingRecording",
  rules: MEETING_RULES,
  identity: ["accountId", "appId", "meetingId"],
  decisive: ["accountId", "appId", "meetingId", "state", "whenEnded", "waitForUpload", "startWhenEmpty"],

  isWorthLooking: (olds, inputs) => meetingKind.identity.some((key) => olds[key] !== inputs[key]),

  async foresee(inputs, stored, operation) {
    if (!stored && !(await operation.api.hasMeeting(inputs, callOptions(operation))))
      throw new MeetingNotFoundError(inputs);
    const plan = await planMeeting(inputs, await lookAt(inputs, stored, operation), operation);
    const coming = describePlan(plan, inputs);
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
    const plan = await planMeeting(inputs, await lookAt(inputs, stored, operation), operation);
    const recording = await carryOut(plan, { inputs, stored, operation });
    return toMeetingOutputs(inputs, recording, operation.journal.origin ?? stored?.origin);
  },

  outputsSoFar: (inputs, { journal }) => toMeetingOutputs(inputs, journal.recording, journal.origin),

  async find(stored, operation) {
    const { live, last } = await lookWhateverRuns(stored, operation);
    const seen = live ?? last;
    if (!seen && !(await operation.api.hasMeeting(stored, callOptions(operation)))) return undefined;
    // The list doesn't say why a recording started or stopped.
    const recording = seen && ((await lookAtOne(seen.recordingId, stored, operation)) ?? seen);
    const state = live
      ? (observedState(live.status) ?? stored.state)
      : await stateAtRest(stored, last, operation);
    const inputs = { ...pickInputs(stored, MEETING_RULES), state };
    const outs = toMeetingOutputs(inputs, recording, live ? originOf(live, stored) : stored.origin);
    return { inputs, outs: { ...outs, __declared: stored.__declared ?? state } };
  },

  missing: (stored) => new MeetingNotFoundError(stored),

  async release(stored, operation) {
    const { accountId, appId, recordingId } = stored;
    if (!recordingId) return;
    await unlessGone(reconcile(RELEASED, onRecording(operation, { accountId, appId, recordingId })));
  },

  isReleased({ onDelete, origin, recordingId, status }) {
    const stops = onDelete === undefined ? origin === "started" : onDelete === "stop";
    return !stops || recordingId === undefined || (status !== undefined && hasEnded(status));
  },
};

/** "restart" is this resource's own business; for the recording itself an end then is an error. */
function goalOf({ state, whenEnded, waitForUpload }: MeetingInputs): Goal {
  return { state, waitForUpload, whenEnded: whenEnded === "accept" ? "accept" : "fail" };
}

function describePlan(plan: MeetingPlan, inputs: MeetingInputs): Coming {
  switch (plan.kind) {
    case "hold":
      return foreseeHeld(plan.recording, inputs);
    case "fail":
      throw new RecordingEndedError(plan.last, inputs.state, { isRestartable: true });
    case "start": {
      const why = plan.isRestart ? "another recording: the last one ended" : "a recording: none is running";
      return { text: `will start ${why}, declared "${inputs.state}"`, willAct: true };
    }
    case "refuse": {
      const text =
        "nobody is in the meeting: unless that changes, no recording will be started (see startWhenEmpty)";
      return { text, isWarning: true, willAct: true };
    }
    case "rest":
      return mustSettle(plan.last, inputs) ? foreseeHeld(plan.last, inputs) : { willAct: false };
    case "acceptEnd":
      return { willAct: false };
  }
}

function foreseeHeld(recording: ObservedRecording, inputs: MeetingInputs): Coming {
  const text = describeComing(recording, goalOf(inputs));
  return text === undefined ? { willAct: false } : { text, willAct: true };
}

/** True where a meeting's last recording is over, but its file isn't there as declared. */
function mustSettle(last: ObservedRecording | undefined, inputs: MeetingInputs): last is ObservedRecording {
  const isWanted = inputs.state === "stopped" && inputs.waitForUpload;
  return isWanted && last !== undefined && hasEnded(last.status) && last.status !== "UPLOADED";
}

interface Work {
  readonly inputs: MeetingInputs;
  readonly stored: StoredMeeting | undefined;
  readonly operation: OperationBase;
}

async function carryOut(plan: MeetingPlan, work: Work): Promise<ObservedRecording | undefined> {
  const { inputs, stored, operation } = work;
  switch (plan.kind) {
    case "hold":
      operation.journal.origin = originOf(plan.recording, stored);
      return await hold(plan.recording, work);
    case "start":
      if (plan.isRestart) operation.report.info("the last recording ended; starting another one");
      return await startAndHold(work);
    case "refuse":
      throw new EmptyMeetingError(inputs.meetingId);
    case "fail":
      throw new RecordingEndedError(plan.last, inputs.state, { isRestartable: true });
    case "acceptEnd":
      operation.report.warn(
        `declared "${inputs.state}", but the recording ${describeEnd(plan.last)}; accepted (whenEnded)`,
      );
      return plan.last;
    case "rest":
      return mustSettle(plan.last, inputs) ? await reach(plan.last, work) : plan.last;
  }
}

async function startAndHold(work: Work): Promise<ObservedRecording> {
  const { recording, origin } = await startRecording(work.inputs, work.operation);
  work.operation.journal.origin = origin;
  return await reach(recording, work);
}

/** A recording that ends while it is being brought to its state is followed by another one, once, where declared. */
async function hold(recording: ObservedRecording, work: Work): Promise<ObservedRecording> {
  try {
    return await reach(recording, work);
  } catch (error) {
    if (!(error instanceof RecordingEndedError) || work.inputs.whenEnded !== "restart") throw error;
    const plan = await planMeeting(work.inputs, { last: error.recording }, work.operation);
    if (plan.kind !== "start") return error.recording;
    return await startAndHold(work);
  }
}

async function reach(
  { recordingId }: ObservedRecording,
  { inputs, operation }: Work,
): Promise<ObservedRecording> {
  const { accountId, appId } = inputs;
  return await reconcile(goalOf(inputs), onRecording(operation, { accountId, appId, recordingId }));
}

function originOf({ recordingId }: ObservedRecording, stored: StoredMeeting | undefined): Origin {
  return stored?.recordingId === recordingId ? (stored.origin ?? "adopted") : "adopted";
}

/** Which of several recordings is meant is for a plan to ask; a refresh goes on with the one that it knows. */
async function lookWhateverRuns(stored: StoredMeeting, operation: OperationBase): Promise<Situation> {
  try {
    return await lookAt(stored, stored, operation);
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
  if (declaredBefore === undefined || declaredBefore === "stopped") return "stopped";
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
