/** One command of a run as it went, with everything that its invariants look at. */

import type { LoggedRequest } from "../../emulator";
import type { Program } from "./declaration";
import type { Outcome, State } from "./outcome";
import type { AnsweredStart } from "./said";
import { isLive, type World } from "./world";

/** A stack's commands. */
export type CommandName = "preview" | "up" | "refresh";

/** What was there before a command. */
export interface Before {
  readonly state: State;
  readonly program: Program;
  /** Every recording there was. */
  readonly recordings: ReadonlySet<string>;
  /** Those that had not ended, with their meetings. */
  readonly live: ReadonlyMap<string, string>;
  /** How many are in each meeting. */
  readonly people: ReadonlyMap<string, number>;
  readonly starts: number;
}

/** A finished command. */
export interface Step {
  readonly command: CommandName;
  readonly before: Before;
  readonly after: State;
  readonly outcome: Outcome;
  readonly requests: readonly LoggedRequest[];
  /** The recordings that the provider started. */
  readonly started: readonly Started[];
  /** The starts whose answer came. */
  readonly answered: readonly AnsweredStart[];
  /** The recordings that had not ended when it was over. */
  readonly liveAfter: ReadonlySet<string>;
  readonly recordingsAfter: ReadonlySet<string>;
}

/** A recording that the provider started. */
export interface Started {
  readonly id: string;
  readonly meetingId: string;
}

/** Looks at everything before a command, and forgets earlier requests. */
export function lookBefore({ emulator, said }: World, program: Program, state: State): Before {
  emulator.clearRequests();
  const recordings = emulator.listRecordings();
  const live = recordings.filter(({ status }) => isLive(status));
  return {
    state,
    program: new Map(program),
    recordings: new Set(recordings.map(({ id }) => id)),
    live: new Map(live.map(({ id, meeting_id }) => [id, meeting_id])),
    people: new Map(emulator.listMeetings().map(({ id, live_participants }) => [id, live_participants])),
    starts: said.starts.length,
  };
}

/** Looks at what a command left. */
export function lookAfter(
  { emulator, said, foreign }: World,
  { before, ...rest }: Pick<Step, "command" | "before" | "after" | "outcome">,
): Step {
  const recordings = emulator.listRecordings();
  const isOurs = ({ id }: { id: string }) => !before.recordings.has(id) && !foreign.has(id);
  return {
    ...rest,
    before,
    requests: emulator.requests(),
    started: recordings.filter(isOurs).map(({ id, meeting_id }) => ({ id, meetingId: meeting_id })),
    answered: said.starts.slice(before.starts),
    recordingsAfter: new Set(recordings.map(({ id }) => id)),
    liveAfter: new Set(recordings.filter(({ status }) => isLive(status)).map(({ id }) => id)),
  };
}
