/** A meeting's recording: which one it is, and how one is started, at most once. */

import { type Backoff, backoffMs } from "../api/backoff";
import { isConflict, type MeetingIdentity, type ReadOptions } from "../api/client";
import { deadlineIn, laterOf, remainingMs } from "../api/clock";
import { isTransient, NotFoundError, NotSentError, RateLimitedError, TooManyRequests } from "../api/errors";
import type { ObservedRecording } from "../api/wire";
import { AmbiguousMeetingError, MeetingNotFoundError, StartUnconfirmedError } from "./meeting-errors";
import type { MeetingInputs } from "./meeting-inputs";
import { toStartBody } from "./start-rules";
import { hasEnded } from "./status";
import { callOptions, type OperationBase } from "./wait";

/** Which recordings of a meeting are looked at, and how recent the list must be; by default, it is asked for now. */
export interface FindOptions extends Pick<ReadOptions, "maxAgeMs" | "noneMaxAgeMs"> {
  /** "all" also finds one in a status that the API has added since. Default "live". */
  readonly among?: "live" | "all";
}

/**
 * The meeting's recording that has not ended. The list decides: the API's active-recording call gives one object
 * even where there are several.
 *
 * @throws AmbiguousMeetingError where there are several; MeetingNotFoundError where the API knows no such list.
 */
export async function findLive(
  meeting: MeetingIdentity,
  operation: OperationBase,
  { among = "live", ...recency }: FindOptions = {},
): Promise<ObservedRecording | undefined> {
  const live: ObservedRecording[] = [];
  try {
    const options = { ...callOptions(operation), ...recency };
    for (const recording of await operation.api.listOfMeeting(meeting, among, options)) {
      if (!hasEnded(recording.status)) live.push(recording);
    }
  } catch (error) {
    throw missingMeeting(error, meeting);
  }
  if (live.length <= 1) return live[0];
  // In an older list, one of them may have followed the other.
  if (recency.maxAgeMs) return await findLive(meeting, operation, { among });
  throw new AmbiguousMeetingError(meeting.meetingId, live, operation.journal);
}

/** What a 404 means here; the API has no other for a list, or a start, of a meeting. */
function missingMeeting(error: unknown, meeting: MeetingIdentity): unknown {
  return error instanceof NotFoundError ? new MeetingNotFoundError(meeting, { cause: error }) : error;
}

/** Whether a resource started its recording, or found it running. */
export type Origin = "started" | "adopted";

/** A recording that runs. */
export interface Running {
  readonly recording: ObservedRecording;
  readonly origin: Origin;
}

/**
 * Starts a recording, where a plan says so. It is asked for once, whatever happens: after a conflict or a lost answer,
 * what runs is looked for, and taken as adopted, so that a later delete doesn't stop what somebody else may have started.
 *
 * @throws StartUnconfirmedError, AmbiguousMeetingError, MeetingNotFoundError, and the errors of the API.
 */
export async function startRecording(inputs: MeetingInputs, operation: OperationBase): Promise<Running> {
  const { api, journal, report } = operation;
  const options = callOptions(operation);
  report.progress("starting a recording");
  try {
    const recording = await api.startRecording(inputs, toStartBody(inputs.meetingId, inputs.start), options);
    journal.recording = recording;
    journal.accepted = "start";
    return { recording, origin: "started" };
  } catch (error) {
    if (isConflict(error))
      return { recording: await findStarted(inputs, error, operation), origin: "adopted" };
    if (!isLost(error)) throw missingMeeting(error, inputs);
    journal.lost = "start";
    const recording = await findStarted(inputs, error, operation);
    journal.recording = recording;
    journal.mayHaveStarted = true;
    return { recording, origin: "adopted" };
  }
}

/** True where nobody knows whether the start had its effect. */
function isLost(error: unknown): boolean {
  return (isTransient(error) && !(error instanceof NotSentError)) || error instanceof TooManyRequests;
}

/** Looks for the recording that runs after a start; `cause` is why its answer doesn't tell. */
async function findStarted(
  meeting: MeetingIdentity,
  cause: unknown,
  operation: OperationBase,
): Promise<ObservedRecording> {
  operation.report.progress("looking for the recording that runs");
  try {
    const recording = await lookFor(meeting, operation);
    if (recording) return recording;
  } catch (error) {
    if (!isTransient(error) && !(error instanceof RateLimitedError)) throw error;
  }
  throw new StartUnconfirmedError(meeting.meetingId, cause as Error);
}

/** A list may lag behind a start, so it is read a few times. */
const LOOKS = 6;
/** The time for that, in milliseconds, where the operation has less left: decision 025. */
export const LOOK_MS = 5_000;
const BETWEEN_LOOKS: Backoff = { firstMs: 500, maxMs: 5_000, factor: 2 };

async function lookFor(
  meeting: MeetingIdentity,
  operation: OperationBase,
): Promise<ObservedRecording | undefined> {
  const { clock } = operation;
  const deadline = laterOf(operation.deadline, deadlineIn(LOOK_MS, clock));
  for (let look = 1; ; look++) {
    const recording = await findLive(meeting, { ...operation, deadline }, { among: "all" });
    const pauseMs = backoffMs(BETWEEN_LOOKS, look - 1);
    if (recording || look === LOOKS || pauseMs >= remainingMs(deadline, clock)) return recording;
    await clock.sleep(pauseMs);
  }
}
