/** Holds what an error says about a recording or a meeting against what there was all the time. */

import type { Step } from "./step";
import type { World } from "./world";

/** What must not have been so from the command's beginning to its end, for the error to be true. */
const REFUTED_BY: Readonly<Record<string, (message: string, step: Step, world: World) => boolean>> = {
  RecordingEndedError: (message, step) => ranAllTheTime(idIn(message, "recording"), step),
  UploadFailedError: (message, step) => ranAllTheTime(idIn(message, "recording"), step),
  RecordingNotFoundError: (message, { before, recordingsAfter }) => {
    const id = idIn(message, "recording");
    return before.recordings.has(id) && recordingsAfter.has(id);
  },
  MeetingNotFoundError: (message, { before }, world) => {
    const id = idIn(message, "meeting");
    return before.people.has(id) && world.emulator.listMeetings().some((meeting) => meeting.id === id);
  },
  EmptyMeetingError: (message, { before }, world) => {
    const id = idIn(message, "meeting");
    const after = world.emulator.listMeetings().find((meeting) => meeting.id === id);
    return (before.people.get(id) ?? 0) > 0 && (after?.live_participants ?? 0) > 0;
  },
};

/** An error that says what isn't so; `undefined` where there is none. */
export function findUntrueError(step: Step, world: World): string | undefined {
  return step.outcome.failures.find((failure) => {
    const refutes = REFUTED_BY[failure.message.split(":")[0] ?? ""];
    return refutes?.(failure.message, step, world);
  })?.message;
}

function idIn(message: string, what: "recording" | "meeting"): string {
  return new RegExp(`${what} ([0-9a-f-]{36})`).exec(message)?.[1] ?? "";
}

function ranAllTheTime(id: string, { before, liveAfter }: Step): boolean {
  return before.live.has(id) && liveAfter.has(id);
}
