/** What an undisturbed `up` may end in, judged by what there really is and not by what the provider says. */

import { hasEnded } from "../../provider/core/status";
import { type Declaration, type DesiredState, MEETING } from "./declaration";
import { type Stored, toldBy } from "./outcome";
import { isLive, type World } from "./world";

/** What really goes on about one resource. */
interface Facts {
  readonly state: DesiredState;
  readonly whenEnded: unknown;
  readonly waitForUpload: boolean;
  /** The status of each recording that it may be about. */
  readonly statuses: readonly string[];
  /** Whether the state file knew, before, that the recording had ended. */
  readonly wasOver: boolean;
  /** For a meeting: whether the state file knew a recording that should run. */
  readonly knewOne: boolean;
  /** For a meeting: why none can be started, if so. */
  readonly obstacle: "MeetingNotFoundError" | "EmptyMeetingError" | "ApiError" | undefined;
}

/** The errors that are true, and whether the declaration holds. */
export interface Verdict {
  readonly reasons: readonly string[];
  readonly holds: boolean;
}

const STATUS_OF: Readonly<Record<DesiredState, (status: string) => boolean>> = {
  recording: (status) => status === "RECORDING",
  paused: (status) => status === "PAUSED",
  stopped: hasEnded,
};

/** Judges a resource after an `up`; `before` is what the state held of the same recording or meeting. */
export function judge(declaration: Declaration, before: Stored | undefined, world: World): Verdict {
  const facts = gather(declaration, before, world);
  return declaration.name === MEETING ? judgeMeeting(facts) : judgeRecording(facts);
}

function gather({ name, choice, args }: Declaration, before: Stored | undefined, world: World): Facts {
  const id = world.idOf({ name, choice });
  const same = before?.id.endsWith(`/${id}`) ? toldBy(before) : undefined;
  const recordings =
    name === MEETING ? world.recordingsOf(id) : [world.recordingOf({ name, choice })].filter((one) => !!one);
  return {
    state: args.state,
    whenEnded: args.whenEnded ?? "fail",
    waitForUpload: args.waitForUpload === true,
    statuses: recordings.map(({ status }) => status),
    wasOver: hasEnded(String(same?.status)),
    knewOne: (same?.recordingId ?? null) !== null && same?.__declared !== "stopped",
    obstacle: name === MEETING ? obstacleIn(world, id, args.startWhenEmpty === true) : undefined,
  };
}

function obstacleIn({ emulator }: World, id: string, startWhenEmpty: boolean): Facts["obstacle"] {
  const meeting = emulator.listMeetings().find((one) => one.id === id);
  if (!meeting) return "MeetingNotFoundError";
  if (meeting.live_participants === 0 && !startWhenEmpty) return "EmptyMeetingError";
  return meeting.status === "INACTIVE" ? "ApiError" : undefined;
}

function judgeRecording(facts: Facts): Verdict {
  const { state, whenEnded, wasOver, statuses } = facts;
  const [status] = statuses;
  const isAccepted = whenEnded === "accept" || state === "stopped";
  if (status === undefined) {
    const reasons = wasOver ? ["RecordingEndedError", "UploadFailedError"] : [];
    return { reasons: ["RecordingNotFoundError", ...reasons], holds: wasOver && isAccepted };
  }
  if (!hasEnded(status)) return { reasons: [], holds: STATUS_OF[state](status) };
  return { reasons: isAccepted ? fileProblems(facts, status) : ["RecordingEndedError"], holds: isAccepted };
}

function judgeMeeting(facts: Facts): Verdict {
  const { state, whenEnded, knewOne, statuses, obstacle } = facts;
  const live = statuses.filter(isLive);
  const [running] = live;
  // A new declaration looks for its meeting first; one that is in the state for its recording.
  const missing = obstacle === "MeetingNotFoundError" ? [obstacle, "EmptyMeetingError"] : [];
  if (live.length > 1) return { reasons: ["AmbiguousMeetingError", ...missing], holds: false };
  if (running) return { reasons: missing.slice(0, 1), holds: STATUS_OF[state](running) };
  if (state === "stopped") {
    return {
      reasons: [...missing, ...statuses.flatMap((status) => fileProblems(facts, status))],
      holds: true,
    };
  }
  const mayRest = knewOne && (whenEnded === "accept" || (whenEnded === "restart" && obstacle !== undefined));
  const hasEndedByItself = knewOne && whenEnded === "fail" ? ["RecordingEndedError"] : [];
  return { reasons: [...missing, ...(obstacle ? [obstacle] : []), ...hasEndedByItself], holds: mayRest };
}

function fileProblems({ waitForUpload, whenEnded, state }: Facts, status: string): string[] {
  if (!waitForUpload || state !== "stopped") return [];
  if (status === "UPLOADING") return ["WaitTimeoutError"];
  return status === "ERRORED" && whenEnded !== "accept" ? ["UploadFailedError"] : [];
}
