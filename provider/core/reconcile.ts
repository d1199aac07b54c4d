/** Brings a recording to its declared state: observe, plan, act, wait, until nothing is left to do. */

import { type Backoff, backoffMs } from "../api/backoff";
import type { Action } from "../api/client";
import { remainingMs } from "../api/clock";
import {
  describeRefusal,
  isRefusedAction,
  isTransient,
  NotFoundError,
  NotSentError,
  TooManyRequests,
} from "../api/errors";
import type { ObservedRecording } from "../api/wire";
import { awaitsUpload } from "./diff";
import {
  ActionRefusedError,
  describeEnd,
  RecordingEndedError,
  RecordingNotFoundError,
  UploadFailedError,
} from "./errors";
import type { RecordingInputs } from "./inputs";
import { isReached, planFor } from "./plan";
import { type DesiredState, hasEnded, isFinal } from "./status";
import {
  callOptions,
  type Operation,
  observe,
  PLAN_MAX_AGE_MS,
  pauseBefore,
  type Recency,
  type Target,
  timeoutError,
  WHOLE,
  waitFor,
} from "./wait";

/** What is to be reached. */
export type Goal = Pick<RecordingInputs, "state" | "whenEnded" | "waitForUpload">;

/** The goal of a resource whose deletion stops the recording; how it ended otherwise doesn't matter then. */
export const RELEASED: Goal = { state: "stopped", whenEnded: "accept", waitForUpload: false };

/** How often an action is sent again after the API declined it, or after its answer got lost. */
const MAX_REFUSALS = 5;
const MAX_LOST_ANSWERS = 5;
const BETWEEN_ACTIONS: Backoff = { firstMs: 500, maxMs: 8_000, factor: 2 };

/** As messages say it after "was not". */
const REACHED_AS: Record<DesiredState, string> = {
  recording: "recording",
  paused: "paused",
  stopped: "stopped",
};

interface Failures {
  refused: number;
  lost: number;
}

/**
 * The one flow behind create, update and a delete that stops. What is in place sends nothing; an action is done
 * when the recording got there, not when the API said 200; and no action is repeated before a new look. `known` is what
 * is stored of the recording: what a list lacks, such as why it started, isn't asked for again then.
 *
 * @returns the recording as last seen.
 * @throws RecordingEndedError, UploadFailedError, ActionRefusedError, WaitTimeoutError, RecordingNotFoundError, and
 * the errors of the API; `operation.journal` then holds what was seen and accepted before.
 */
export async function reconcile(
  goal: Goal,
  operation: Operation,
  known?: Recency["known"],
): Promise<ObservedRecording> {
  const failures: Failures = { refused: 0, lost: 0 };
  let recording = await observe(operation, { maxAgeMs: PLAN_MAX_AGE_MS, known });
  // To act on what was seen a while ago is safe; to do nothing because of it isn't.
  if (planFor(recording.status, goal.state).kind !== "act") {
    recording = await observe(operation, { ...WHOLE, known });
  }
  for (;;) {
    const plan = planFor(recording.status, goal.state);
    switch (plan.kind) {
      case "inPlace":
      case "inPlaceAfterError":
        return await settle(recording, goal, operation);
      case "ended":
        return acceptEnd(recording, goal, operation);
      case "wait":
        recording = await waitFor(leaving(recording), recording, operation);
        break;
      case "act":
        recording = await act({ action: plan.action, goal, recording, failures }, operation);
    }
  }
}

/** A newer version may know it. */
const UNKNOWN_NAME = "in a status that this version of pulumi-realtimekit knows";

/** Anything but the present status: the plan then decides anew. */
function leaving({ status }: ObservedRecording): Target {
  const name = status === "INVOKED" ? "RECORDING" : UNKNOWN_NAME;
  return { name, isReached: (recording) => recording.status !== status };
}

interface Act {
  readonly action: Action;
  readonly goal: Goal;
  readonly recording: ObservedRecording;
  readonly failures: Failures;
}

async function act(step: Act, operation: Operation): Promise<ObservedRecording> {
  const { action, goal } = step;
  const { clock, deadline, journal } = operation;
  if (remainingMs(deadline, clock) <= 0) throw timeoutError(REACHED_AS[goal.state], operation);
  const accepted = await send(step, operation);
  if (accepted) {
    const isOver = ({ status }: ObservedRecording) => isReached(status, goal.state) || hasEnded(status);
    return await waitFor({ name: REACHED_AS[goal.state], isReached: isOver }, accepted, operation);
  }
  const seen = await lookAgain(step, operation);
  // Then the action whose answer got lost had its effect: what follows goes on from there.
  if (journal.lost && isReached(seen.status, goal.state)) journal.accepted = action;
  return seen;
}

/** A look that fails in passing is no reason to give up: what became of the action is still to be told. */
async function lookAgain({ goal, failures }: Act, operation: Operation): Promise<ObservedRecording> {
  const { clock, deadline } = operation;
  let problem: unknown;
  for (let pauses = failures.refused + failures.lost - 1; ; pauses++) {
    await clock.sleep(pauseBefore(remainingMs(deadline, clock), backoffMs(BETWEEN_ACTIONS, pauses)));
    if (remainingMs(deadline, clock) <= 0) throw timeoutError(REACHED_AS[goal.state], operation, problem);
    try {
      return await observe(operation);
    } catch (error) {
      if (!isTransient(error)) throw error;
      problem = error;
    }
  }
}

/** Sends the action once. `undefined`: not accepted, or nobody knows; only a new look tells. */
async function send(
  { action, goal, recording, failures }: Act,
  operation: Operation,
): Promise<ObservedRecording | undefined> {
  const { api, identity, journal, report } = operation;
  report.progress(`sending ${action}`);
  try {
    const answer = await api.sendAction(identity, action, callOptions(operation));
    journal.accepted = action;
    journal.recording = answer;
    // What became of an earlier one no longer matters.
    delete journal.lost;
    return answer;
  } catch (error) {
    if (error instanceof NotFoundError) throw new RecordingNotFoundError(identity, { cause: error });
    if (error instanceof NotSentError) throw timeoutError(REACHED_AS[goal.state], operation, error);
    if (error instanceof TooManyRequests) return undefined;
    if (isRefusedAction(error)) {
      journal.refused = { action, said: describeRefusal(error.refusal) };
      report.progress(`the API refused to ${action}: looking again`);
      if (++failures.refused >= MAX_REFUSALS) throw new ActionRefusedError(action, recording, error);
      return undefined;
    }
    if (!isTransient(error)) throw error;
    journal.lost = action;
    report.progress(`the answer to "${action}" got lost: looking again`);
    if (++failures.lost >= MAX_LOST_ANSWERS) throw error;
    return undefined;
  }
}

function acceptEnd(recording: ObservedRecording, goal: Goal, { report }: Operation): ObservedRecording {
  if (goal.whenEnded === "fail") throw new RecordingEndedError(recording, goal.state);
  report.warn(`declared "${goal.state}", but the recording ${describeEnd(recording)}; accepted (whenEnded)`);
  return recording;
}

async function settle(
  recording: ObservedRecording,
  goal: Goal,
  operation: Operation,
): Promise<ObservedRecording> {
  const uploaded: Target = { name: "uploaded", isReached: ({ status }) => isFinal(status) };
  const last = awaitsUpload(recording, goal) ? await waitFor(uploaded, recording, operation) : recording;
  if (last.status !== "ERRORED") return last;
  if (goal.waitForUpload && goal.whenEnded === "fail") throw new UploadFailedError(last);
  operation.report.warn(`the recording ${describeEnd(last)}; there may be no file`);
  return last;
}
