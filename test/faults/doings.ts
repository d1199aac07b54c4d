/** What others do to recordings and meetings, at once or in the middle of an operation. */

import * as fc from "fast-check";
import type { DoingInput, RecordingStatus } from "../../emulator";
import { MEETING, RECORDINGS } from "./declaration";
import type { Place, World } from "./world";

const LIVE: RecordingStatus[] = ["RECORDING", "PAUSED"];

/** What can be done to a recording: from which status, to which. */
const CHANGES: Readonly<Record<string, { from: RecordingStatus[]; status: RecordingStatus }>> = {
  "host pauses": { from: ["RECORDING"], status: "PAUSED" },
  "host resumes": { from: ["PAUSED"], status: "RECORDING" },
  "host stops": { from: LIVE, status: "UPLOADING" },
  "service errs": { from: ["INVOKED", "UPLOADING", ...LIVE], status: "ERRORED" },
};

/** Every doing, by the name under which it is counted. */
export const DEEDS = {
  recording: [...Object.keys(CHANGES), "recording vanishes", "all leave"],
  meeting: ["all leave", "people join", "host starts a recording", "meeting closes", "meeting vanishes"],
} as const;

/** A deed on a resource's own recording or meeting. */
export interface Deed {
  readonly place: Place;
  readonly name: string;
}

const choice = fc.constantFrom(1 as const, 1 as const, 2 as const);
const place = fc.record({
  name: fc.constantFrom("a" as const, ...RECORDINGS),
  choice,
});
const meeting = fc.record({ name: fc.constant(MEETING), choice });

/** Random ones. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ place: fc.oneof(place, meeting), name: fc.constantFrom(...DEEDS.recording) }),
  fc.record({ place: meeting, name: fc.constantFrom(...DEEDS.meeting) }),
);

/** The deed as the emulator takes it. */
export function doingOf({ place, name }: Deed, world: World): DoingInput {
  const id = world.idOf(place);
  const target = place.name === MEETING ? { meeting_id: id } : { id };
  const change = CHANGES[name];
  if (change) return { patchRecording: { ...target, ...change } };
  switch (name) {
    case "recording vanishes":
      return { deleteRecording: target };
    case "all leave":
      return { patchMeeting: { id: world.meetingOf(id) ?? id, live_participants: 0 } };
    case "people join":
      return { patchMeeting: { id, live_participants: 2 } };
    case "meeting closes":
      return { patchMeeting: { id, status: "INACTIVE" } };
    case "meeting vanishes":
      return { deleteMeeting: { id } };
    default:
      return { createRecording: { id: world.newForeign(), meeting_id: id } };
  }
}

/** A deed on one line. */
export function describeDeed({ place, name }: Deed): string {
  return `${name} (${place.name}${place.choice})`;
}
