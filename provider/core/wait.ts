/** Polls a recording at growing intervals until it is where it should be, or the time is over. */

import type { Action, ReadOptions, RecordingIdentity, RecordingsApi } from "../api/client";
import { type Clock, type Deadline, remainingMs } from "../api/clock";
import { isTransient, NotFoundError } from "../api/errors";
import type { CallOptions } from "../api/requests";
import type { ObservedRecording } from "../api/wire";
import { formatRoughly } from "./duration";
import { RecordingNotFoundError, type Refused, WaitTimeoutError } from "./errors";
import type { Reporter } from "./reporter";

/** What has been seen and done so far; the caller keeps it, so that it is there when the flow throws. */
export interface Journal {
  /** The recording as last seen. */
  recording?: ObservedRecording;
  /** What the API accepted last. */
  accepted?: Action | "start";
  /** The last action whose answer got lost: only a new look tells what became of it. */
  lost?: Action | "start";
  /** True where a recording was found that a start whose answer got lost may have begun. */
  mayHaveStarted?: true;
  /** What the API declined last. */
  refused?: Refused;
  /** Whether the recording was started or found running, where the operation is on a meeting. */
  origin?: "started" | "adopted";
}

/** What one operation works with, whatever it works on. */
export interface OperationBase {
  readonly api: RecordingsApi;
  readonly clock: Clock;
  readonly report: Reporter;
  readonly deadline: Deadline;
  readonly journal: Journal;
  /** False where plans go by the state file, and only updates look at what goes on. */
  readonly isLiveCheck: boolean;
}

/** An operation on one recording. */
export interface Operation extends OperationBase {
  readonly identity: RecordingIdentity;
}

/** What every call of an operation to the API has in common. */
export function callOptions({ deadline, report }: OperationBase): CallOptions {
  return { deadline, notify: (text) => report.progress(text) };
}

/** What is waited for. */
export interface Target {
  /** As it reads after "was not" and after "until it is". */
  readonly name: string;
  isReached(recording: ObservedRecording): boolean;
}

/** The last look comes this long before the deadline, in milliseconds, so that there is time for its answer. */
const LAST_LOOK_MS = 1_000;

/** A poll follows the one before it by a share of the time that has been waited, in milliseconds between these two. */
const POLL = { share: 0.25, leastMs: 500, mostMs: 10_000 } as const;
const betweenPolls = (waitedMs: number) =>
  Math.min(POLL.mostMs, Math.max(POLL.leastMs, Math.round(waitedMs * POLL.share)));

/**
 * How old an answer may be from which a run plans, in milliseconds: as long as a phase of a large run takes, so that
 * what was listed once serves all of it. A plan that turns out to be outdated ends in a new look, never in a wrong
 * action: every action aims at what is declared, and the API refuses one that doesn't fit.
 */
export const PLAN_MAX_AGE_MS = 2 * 60_000;

/** How recent and how complete an observation must be; by default, the API is asked now. */
export type Recency = Pick<ReadOptions, "maxAgeMs" | "isWhole" | "known">;

/** For an answer that says "nothing to do", or that goes into the state file: at most five seconds old. */
export const WHOLE = { maxAgeMs: 5_000, isWhole: true } as const satisfies Recency;

/**
 * Reads the recording and notes it in the journal.
 *
 * @throws RecordingNotFoundError where the API has no such recording.
 */
export async function observe(operation: Operation, recency: Recency = {}): Promise<ObservedRecording> {
  const { api, identity, journal } = operation;
  try {
    journal.recording = await api.getRecording(identity, { ...callOptions(operation), ...recency });
    return journal.recording;
  } catch (error) {
    if (error instanceof NotFoundError) throw new RecordingNotFoundError(identity, { cause: error });
    throw error;
  }
}

/**
 * Polls until the target is reached. A read that fails in passing is no reason to give up: the wait goes on.
 *
 * @throws WaitTimeoutError at the deadline, naming the last status and the time waited.
 */
export async function waitFor(
  target: Target,
  from: ObservedRecording,
  operation: Operation,
): Promise<ObservedRecording> {
  const { clock, deadline, report } = operation;
  const startedAt = clock.now();
  let recording = from;
  let problem: unknown;
  while (!target.isReached(recording)) {
    const leftMs = remainingMs(deadline, clock);
    if (leftMs <= 0) throw timeoutError(target.name, operation, problem);
    const waitedMs = clock.now() - startedAt;
    // The status first: Pulumi cuts its rows at the terminal's right edge.
    report.progress(`${recording.status} for ${formatRoughly(waitedMs)}: waiting until it is ${target.name}`);
    const pauseMs = pauseBefore(leftMs, betweenPolls(waitedMs));
    await clock.sleep(pauseMs);
    if (remainingMs(deadline, clock) <= 0) continue;
    try {
      // What somebody else's poll saw during the pause will do, since it is newer than the look before: hundreds may
      // wait at once.
      recording = await observe(operation, { maxAgeMs: pauseMs - 1, known: recording });
      // A list lacks the reasons for an end; they are asked for where no earlier answer had them.
      if (target.isReached(recording)) recording = await observe(operation, WHOLE);
      problem = undefined;
    } catch (error) {
      if (!isTransient(error)) throw error;
      problem = error;
    }
  }
  return recording;
}

/** The wanted pause, or one that leaves time for a last look; after that one, all that is left. */
export function pauseBefore(leftMs: number, wantedMs: number): number {
  if (wantedMs < leftMs - LAST_LOOK_MS) return wantedMs;
  return leftMs > LAST_LOOK_MS ? leftMs - LAST_LOOK_MS : leftMs;
}

/** The error for an operation whose time is over. */
export function timeoutError(
  target: string,
  { identity, clock, deadline, journal }: Operation,
  cause?: unknown,
): WaitTimeoutError {
  const waitedMs = deadline.totalMs + clock.now() - deadline.at;
  const { recordingId } = identity;
  const { recording, accepted, lost, refused } = journal;
  return new WaitTimeoutError(
    { recordingId, target, recording, accepted, lost, refused, waitedMs },
    { cause },
  );
}
