/** Compares what came of an act with what must come of it. */

import type { RecordingStatus } from "../../emulator";
import type { Act } from "./acts";

/** What came of an act, as the emulator and Pulumi say it. */
export interface Outcome {
  readonly exitCode: number;
  /** All that the command printed. */
  readonly output: string;
  /** The actions that the emulator was asked for, with the HTTP status of each answer. */
  readonly sent: readonly SentAction[];
  readonly status: RecordingStatus;
}

/** One request for an action, from the emulator's log. */
export interface SentAction {
  readonly method: string;
  readonly action: string;
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
export function describeSent(sent: readonly SentAction[]): string {
  if (sent.length === 0) return "nothing";
  return sent
    .map(({ method, action, httpStatus }) => `${method} ${action} ${httpStatus ?? "unanswered"}`)
    .join(", ");
}

/** @throws DemoFailure naming the first thing that is not as it must be. */
export function judge({ title, expects }: Act, outcome: Outcome): void {
  const fail = (text: string) => {
    throw new DemoFailure(`"${title}" went wrong: ${text}`, outcome.output);
  };
  const { exitCode, output, status } = outcome;
  const isRefused = exitCode !== 0;
  if (isRefused !== (expects.refusal ?? false))
    fail(isRefused ? `Pulumi failed with exit code ${exitCode}.` : "Pulumi should have refused, but didn't.");
  const due = describeSent(expects.actions.map((action) => ({ method: "PUT", action, httpStatus: 200 })));
  const sent = describeSent(outcome.sent);
  if (sent !== due) fail(`the API should have been sent ${due}, but was sent ${sent}.`);
  if (status !== expects.status) fail(`the recording should be ${expects.status}, but is ${status}.`);
  if (expects.says && !expects.says.test(output)) fail(`Pulumi should have printed ${expects.says}.`);
}
