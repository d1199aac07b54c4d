/** Checks the README's table of messages: each is what the code says, and each name that the code has is in it. */

import { readFileSync } from "node:fs";
import * as api from "../../provider/api/errors";
import * as core from "../../provider/core/errors";
import { RULES } from "../../provider/core/inputs";
import * as meeting from "../../provider/core/meeting-errors";
import { resolveConnection } from "../../provider/core/settings";
import { ERROR_NAMES } from "../../provider/resources/error-names";
import { type Outcome, outcome } from "./outcome";

const PAGE = "README.md";
const ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const IDENTITY = { accountId: "account", appId: "app", recordingId: ID, meetingId: ID };
const ENDED = {
  recordingId: ID,
  status: "ERRORED",
  stoppedTime: "10:00",
  stopReason: { reason: "ALL_PEERS_LEFT" },
};
const RUNNING = { recordingId: ID, status: "RECORDING" };
const REQUEST = { method: "GET", path: "/recordings" };
const REFUSAL = { status: 404, message: "not found" };
const CAUSE = new Error("no answer");
const WAIT = {
  recordingId: ID,
  target: "paused",
  recording: RUNNING,
  accepted: undefined,
  lost: undefined,
  waitedMs: 300_000,
};

/** One error of each kind, as the code makes it. */
const MADE: readonly Error[] = [
  new api.ApiError(REQUEST, REFUSAL),
  new api.NotFoundError(REQUEST, REFUSAL),
  new api.AuthenticationError("the environment", REFUSAL),
  new api.RateLimitedError(300_000),
  new api.ConnectionError(REQUEST, "it was cut off"),
  new api.CertificateError("api.example.com", "expired"),
  new api.InvalidResponseError(REQUEST, "HTML", false),
  new api.InterruptedError("pause was sent"),
  new core.RecordingNotFoundError(IDENTITY),
  new core.RecordingEndedError(ENDED, "recording"),
  new core.ActionRefusedError("pause", RUNNING, new api.ApiError(REQUEST, REFUSAL)),
  new core.WaitTimeoutError(WAIT),
  new core.UploadFailedError(ENDED),
  new meeting.MeetingNotFoundError(IDENTITY),
  new meeting.AmbiguousMeetingError(ID, [RUNNING, RUNNING]),
  new meeting.EmptyMeetingError(ID),
  new meeting.StartUnconfirmedError(ID, CAUSE),
  new meeting.NoActiveRecordingError(IDENTITY),
  withoutToken(),
];

/** What Pulumi makes of an input's failure. */
const FAILURES: readonly string[] = [
  `property recordingId value {…} has a problem: must be ${RULES.recordingId.expected}`,
  `property accountId value {…} has a problem: ${RULES.accountId.ifMissing}`,
  `property recordingId value {…} has a problem: ${checkText()}`,
];

/** One outcome for each row of the table, and one for each name that must have a row. */
export function checkMessages(): Outcome[] {
  const said = [...MADE.map(({ message }) => message), ...FAILURES];
  const rows = messagesOf(readFileSync(PAGE, "utf8").split("\n"));
  const names = ERROR_NAMES.map((name) => {
    const isThere = rows.some(({ text }) => text.startsWith(`${name}: `));
    return outcome(PAGE, isThere ? undefined : `the table of messages has no row for ${name}`);
  });
  const texts = rows.map(({ text, line }) => {
    const isSaid = said.some((message) => patternOf(text).test(message));
    return outcome({ page: PAGE, line }, isSaid ? undefined : `nothing says "${text}"`);
  });
  return [...names, ...texts];
}

function messagesOf(lines: readonly string[]): { text: string; line: number }[] {
  return lines.flatMap((line, index) => {
    const text = /^\| `((?:\w+Error: |property ).+?)` \|/.exec(line)?.[1];
    return text === undefined ? [] : [{ text, line: index + 1 }];
  });
}

/** "…" stands for anything. */
function patternOf(text: string): RegExp {
  const parts = text.split("…").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(parts.join(".*"));
}

function withoutToken(): Error {
  try {
    resolveConnection(() => undefined, {});
  } catch (error) {
    return error as Error;
  }
  throw new Error("no token is needed");
}

/** The hook's own text; making two resources here would take an engine. */
function checkText(): string {
  return /is declared twice[^$]*/.exec(readFileSync("provider/hooks/check.ts", "utf8"))?.[0] ?? "";
}
