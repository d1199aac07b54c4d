/** Compares what came of an act with what must come of it. */

import type { Act, Action, Subject } from "./acts";
import type { ObservedStatus } from "./stage";

/** What came of an act, as the emulator and Pulumi say it. */
export interface Outcome {
  readonly exitCode: number;
  /** All that the command printed. */
  readonly output: string;
  /** The actions that the emulator was asked for, with the HTTP status of each answer. */
  readonly sent: readonly SentAction[];
  readonly status: ObservedStatus;
}

/** One request for an action, from the emulator's log. */
export interface SentAction {
  readonly method: string;
  readonly action: string;
  /** The meeting that it was about, or whose recording; undefined where it is none of the demo's. */
  readonly about: Subject | undefined;
  /** Null where the emulator hasn't answered. */
  readonly httpStatus: number | null;
}

/** An act that didn't come out as it must; the message says how, the output is all that Pulumi printed. */
export class DemoFailure extends Error {
  readonly output: string;
  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** Writes requests as the timeline shows them: `PUT pause 200`, or `nothing`. */
export function describeSent(sent: readonly Omit<SentAction, "about">[]): string {
  if (sent.length === 0) return "nothing";
  return sent
    .map(({ method, action, httpStatus }) => `${method} ${action} ${httpStatus ?? "unanswered"}`)
    .join(", ");
}

/** @throws DemoFailure naming the first thing that is not as it must be. */
export function judge({ about, title, expects }: Act, outcome: Outcome): void {
  const fail = (text: string) => {
    throw new DemoFailure(`"${title}" went wrong: ${text}`, outcome.output);
  };
  const { exitCode, output, status } = outcome;
  const isRefused = exitCode !== 0;
  if (isRefused !== (expects.refusal ?? false))
    fail(isRefused ? `Pulumi failed with exit code ${exitCode}.` : "Pulumi should have refused, but didn't.");
  const due = describeSent(expects.actions.map(acceptedRequest));
  const sent = describeSent(outcome.sent);
  if (sent !== due) fail(`the API should have been sent ${due}, but was sent ${sent}.`);
  const astray = outcome.sent.filter((request) => request.about !== about);
  if (astray.length > 0) fail(`${describeSent(astray)} was about ${astray[0]?.about ?? "another meeting"}.`);
  if (status !== expects.status) fail(`the recording should be ${expects.status}, but is ${status}.`);
  if (expects.says && !expects.says.test(output)) fail(`Pulumi should have printed ${expects.says}.`);
}

/** A recording is started with a POST and changed with a PUT. */
function acceptedRequest(action: Action) {
  return { method: action === "start" ? "POST" : "PUT", action, httpStatus: 200 };
}
