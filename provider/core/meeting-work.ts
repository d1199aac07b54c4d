/** Tells and carries out what a plan for a meeting says. */

import type { ObservedRecording } from "../api/wire";
import { describeComing, describeEndNoted, wantsFile } from "./diff";
import { describeEnd, RecordingEndedError, RecordingNotFoundError } from "./errors";
import type { Coming } from "./kind";
import { findLive, type Origin, startRecording } from "./meeting";
import { EmptyMeetingError } from "./meeting-errors";
import type { MeetingInputs } from "./meeting-inputs";
import { knownOf, type MeetingPlan, mayStart, type StoredMeeting } from "./meeting-plan";
import { type Goal, reconcile } from "./reconcile";
import { onRecording } from "./recording-kind";
import { hasEnded } from "./status";
import type { OperationBase } from "./wait";

/** "restart" is this resource's own business; for the recording itself an end then is an error. */
function goalOf({ state, whenEnded, waitForUpload }: MeetingInputs): Goal {
  return { state, waitForUpload, whenEnded: whenEnded === "accept" ? "accept" : "fail" };
}

/** What a plan is going to do, as a preview says it. Throws what carrying it out would end with. */
export function describePlan(plan: MeetingPlan, inputs: MeetingInputs): Coming {
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

/** What carrying the plan out is going to take note of, without sending anything: another recording, or an end. */
export function describeNoted(
  plan: MeetingPlan,
  stored: StoredMeeting | undefined,
  inputs: MeetingInputs,
): string | undefined {
  if (!stored) return undefined;
  if (plan.kind === "hold" && plan.recording.recordingId !== stored.recordingId) {
    const { recordingId, status } = plan.recording;
    return `will hold recording ${recordingId}, which is new: declared "${inputs.state}", observed ${status}`;
  }
  const last = plan.kind === "acceptEnd" || plan.kind === "rest" ? plan.last : undefined;
  const text = last && describeEndNoted(last, stored, inputs);
  return text && plan.kind === "rest" ? `${text}; another one is started if somebody is there` : text;
}

function foreseeHeld(recording: ObservedRecording, inputs: MeetingInputs): Coming {
  const text = describeComing(recording, goalOf(inputs));
  return text === undefined ? { willAct: false } : { text, willAct: true };
}

/** True where a meeting's last recording is over, but its file isn't there as declared. */
function mustSettle(last: ObservedRecording | undefined, inputs: MeetingInputs): last is ObservedRecording {
  return wantsFile(inputs) && last !== undefined && hasEnded(last.status) && last.status !== "UPLOADED";
}

/** What a plan is carried out for. */
export interface Work {
  readonly inputs: MeetingInputs;
  readonly stored: StoredMeeting | undefined;
  readonly operation: OperationBase;
}

/** Does what the plan says, and gives the recording as last seen; the journal tells who started it. */
export async function carryOut(plan: MeetingPlan, work: Work): Promise<ObservedRecording | undefined> {
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

/** How far a recording was brought; with a problem, it is as last seen. */
interface Held {
  readonly recording: ObservedRecording;
  readonly problem?: RecordingEndedError | RecordingNotFoundError;
}

/** A recording that ends while it is being brought to its state is followed by another one, once, where declared. */
async function hold(listed: ObservedRecording, work: Work): Promise<ObservedRecording> {
  const { inputs, stored, operation } = work;
  const { recording, problem } = await tryToReach(listed, wantsFile(inputs) ? beforeTheFile(work) : work);
  const { accepted, lost } = operation.journal;
  const isOurDoing = accepted === "stop" && lost === undefined;
  if (problem || (hasEnded(recording.status) && !isOurDoing)) {
    // The list that showed it may be minutes old: another one may run by now.
    const live = await findLive(inputs, operation);
    if (live && live.recordingId !== listed.recordingId) {
      operation.journal.origin = originOf(live, stored);
      return await reach(live, work);
    }
  }
  if (!problem) return mustSettle(recording, inputs) ? await reach(recording, work) : recording;
  if (!(problem instanceof RecordingEndedError) || inputs.whenEnded !== "restart") throw problem;
  return (await mayStart(inputs, operation)) ? await startAndHold(work) : recording;
}

/**
 * Another recording is looked for before the file is waited for: what begins in that hour is another event. What is to
 * be said about the file is said by the wait.
 */
function beforeTheFile({ inputs, operation, ...work }: Work): Work {
  const report = { ...operation.report, warn: () => {} };
  return { ...work, inputs: { ...inputs, waitForUpload: false }, operation: { ...operation, report } };
}

async function tryToReach(listed: ObservedRecording, work: Work): Promise<Held> {
  try {
    return { recording: await reach(listed, work) };
  } catch (problem) {
    if (problem instanceof RecordingEndedError) return { recording: problem.recording, problem };
    if (problem instanceof RecordingNotFoundError) return { recording: listed, problem };
    throw problem;
  }
}

async function reach(
  { recordingId }: ObservedRecording,
  { inputs, stored, operation }: Work,
): Promise<ObservedRecording> {
  const { accountId, appId } = inputs;
  const on = onRecording(operation, { accountId, appId, recordingId });
  return await reconcile(goalOf(inputs), on, knownOf(recordingId, stored));
}

/** Whether a running recording is the one that this resource started. */
export function originOf({ recordingId }: ObservedRecording, stored: StoredMeeting | undefined): Origin {
  return stored?.recordingId === recordingId ? (stored.origin ?? "adopted") : "adopted";
}
