/** What the rounds of a story declare: each adds recordings, changes those of the one before and drops the older ones. */

import type { RemoteControlPlane } from "../../emulator/control-client";
import type { Props } from "../support/grpc";

/** Instantiates what stands in `recordings.json`. */
export const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const resources = require("pulumi-realtimekit");
for (const [name, { kind, ...args }] of Object.entries(require("./recordings.json"))) new resources[kind](name, args);
`,
};

type State = "recording" | "paused" | "stopped";

/** A resource over its life: the state that it is declared in when it is new, then in the round after that. */
interface Thing {
  readonly name: string;
  readonly kind: "Recording" | "MeetingRecording";
  readonly identity: { readonly recordingId: string } | { readonly meetingId: string };
  readonly states: readonly [State, State];
  readonly onDelete: "leave" | "stop";
}

/** A recording or a meeting, and what it should be doing. */
export interface Expected {
  readonly identity: Thing["identity"];
  readonly state: State;
}

/** What the rounds so far have come to. */
export interface Declarations {
  /** Begins the next round and gives the content of `recordings.json`. */
  next(): Promise<Record<string, Props>>;
  /** Everything that was ever declared, and the state that it was last declared to be in. */
  expected(): Expected[];
  /** The recordings of which a stop was declared, by their state or by dropping them. */
  stopped(): Set<string>;
  meetings(): string[];
}

const SECONDS = "40s";
const TIMEOUTS = { create: SECONDS, update: SECONDS, delete: SECONDS };

/** Begins without a round. */
export function createDeclarations(control: RemoteControlPlane): Declarations {
  const rounds: Thing[][] = [];
  const ageOf = (index: number) => rounds.length - 1 - index;
  const all = () => rounds.flatMap((things, index) => things.map((thing) => expectOf(thing, ageOf(index))));
  return {
    next: async () => {
      rounds.push(await makeThings(control, rounds.length));
      const declared = rounds.flatMap((things, index) => things.map((thing) => argsOf(thing, ageOf(index))));
      return Object.fromEntries(declared.filter((entry) => entry !== undefined));
    },
    expected: all,
    stopped: () => {
      const ended = all().filter(({ state }) => state === "stopped");
      return new Set(ended.map(({ identity }) => Object.values(identity)[0] as string));
    },
    meetings: () => all().flatMap(({ identity }) => ("meetingId" in identity ? [identity.meetingId] : [])),
  };
}

async function makeThings(control: RemoteControlPlane, round: number): Promise<Thing[]> {
  const make = async (status: "INVOKED" | "RECORDING" | "PAUSED") => {
    const { id: recordingId } = await control.createRecording({ status });
    return { kind: "Recording", identity: { recordingId }, onDelete: "leave" } as const;
  };
  const { id: meetingId } = await control.createMeeting();
  const meeting = { kind: "MeetingRecording", identity: { meetingId }, onDelete: "leave" } as const;
  return [
    { ...(await make("RECORDING")), name: `pause-${round}`, states: ["paused", "recording"] },
    { ...(await make("PAUSED")), name: `resume-${round}`, states: ["recording", "paused"] },
    { ...(await make("INVOKED")), name: `stop-${round}`, states: ["stopped", "stopped"] },
    { ...(await make("RECORDING")), name: `keep-${round}`, states: ["recording", "recording"] },
    {
      ...(await make("RECORDING")),
      name: `leaving-${round}`,
      states: ["recording", "paused"],
      onDelete: "stop",
    },
    { ...meeting, name: `meeting-${round}`, states: ["recording", "paused"] },
  ];
}

function argsOf({ name, kind, identity, onDelete, states }: Thing, age: number): [string, Props] | undefined {
  const state = states[age];
  return state && [name, { kind, ...identity, state, onDelete, timeouts: TIMEOUTS }];
}

/** What was dropped is left as it was, or stopped. */
function expectOf({ identity, states, onDelete }: Thing, age: number): Expected {
  return { identity, state: states[age] ?? (onDelete === "stop" ? "stopped" : states[1]) };
}
