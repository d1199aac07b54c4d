/** The invariants see what they are there to see: each breaks on a stack that does just that. */

import assert from "node:assert/strict";
import { KIT_PATH, sendRequest } from "../emulator/kit";
import type { Props } from "../support/grpc";
import { TOKEN } from "../support/hooks-kit";
import { type Declaration, type DesiredState, type Name, OPERATION_MS } from "./declaration";
import { INVARIANTS } from "./invariants";
import type { Outcome, Stack, Stored } from "./outcome";
import type { CommandName } from "./step";
import { Story } from "./story";
import { Tally } from "./tally";
import { World } from "./world";

/** What a command does behind the invariants' back. */
interface Misdeed {
  readonly command?: CommandName;
  readonly declared?: readonly [Name, DesiredState];
  readonly before?: (world: World) => Stored[];
  readonly after?: (world: World) => Stored[];
  readonly does?: (world: World) => Promise<unknown>;
  readonly outcome?: (world: World) => Partial<Outcome>;
}

const two = ["RECORDING", "RECORDING"] as const;
const a1 = { name: "a", choice: 1 } as const;
const m1 = { name: "m", choice: 1 } as const;
const put = (world: World, action: string) => send(world, "PUT", `/recordings/${world.idOf(a1)}`, { action });
const start = (world: World) =>
  send(world, "POST", "/recordings", { meeting_id: world.idOf(m1), allow_multiple_recordings: true });
const send = (world: World, method: string, path: string, body: Props) =>
  sendRequest(`${world.emulator.baseUrl}${KIT_PATH}${path}`, method, { body });
const storedA = (world: World, outputs: Props = {}): Stored => {
  const recordingId = world.idOf(a1);
  return {
    name: "a",
    id: `x/y/${recordingId}`,
    inputs: {},
    outputs: { recordingId, ...outputs },
    initErrors: [],
  };
};
const failure = (message: string): Partial<Outcome> => ({ failures: [{ name: "m", message }] });

const MISDEEDS: Readonly<Record<keyof typeof INVARIANTS, Misdeed>> = {
  "a preview and a refresh send nothing but reads": {
    command: "preview",
    declared: ["a", "paused"],
    does: (world) => put(world, "pause"),
  },
  "an action reaches the API only where it is declared": {
    declared: ["a", "paused"],
    does: (world) => put(world, "stop"),
  },
  "a declared stop is announced before it is sent": {
    declared: ["a", "stopped"],
    does: (world) => put(world, "stop"),
  },
  "a recording is started only where one is declared, and none runs": {
    declared: ["m", "recording"],
    before: (world) => {
      world.record(world.idOf(m1), "RECORDING");
      return [];
    },
    does: start,
  },
  "one declaration is started once": {
    declared: ["m", "recording"],
    does: async (world) => {
      await start(world);
      await start(world);
    },
  },
  "a recording whose start was answered is in the state": { declared: ["m", "recording"], does: start },
  "the state says nothing that the API never said": {
    after: (world) => [storedA(world, { status: "PAUSED" })],
  },
  "only what vanished is dropped by a refresh": {
    command: "refresh",
    before: (world) => [storedA(world)],
    after: () => [],
  },
  "every operation ends in its time": {
    outcome: () => ({ calls: [{ name: "a", hook: "update", tookMs: 15_000 }] }),
  },
  "every failure has a name, and shows no token": { outcome: () => failure("TypeError: x is undefined") },
  "an error says nothing that isn't so": {
    outcome: (world) => failure(`EmptyMeetingError: nobody is in meeting ${world.idOf(m1)}`),
  },
  "the state holds no token": { after: (world) => [storedA(world, { recordingId: null, url: `x${TOKEN}` })] },
};

const none: Outcome = { failures: [], changed: [], reached: [], messages: [], calls: [] };

function stackThat(misdeed: Misdeed, world: World): Stack {
  let stored = misdeed.before?.(world) ?? [];
  const run = async () => {
    await misdeed.does?.(world);
    stored = misdeed.after?.(world) ?? stored;
    return { ...none, ...misdeed.outcome?.(world) };
  };
  const state = async () => new Map(stored.map((one) => [one.name, one]));
  return { isSlow: false, preview: run, up: run, refresh: run, state, close: async () => {} };
}

async function tell(misdeed: Misdeed): Promise<void> {
  const world = await World.create({
    settings: {},
    skewMs: 0,
    patienceMs: OPERATION_MS,
    statuses: { a: two, b: two, c: two, d: two },
    meetings: [
      { people: 2, statuses: [] },
      { people: 2, statuses: [] },
    ],
  });
  try {
    const story = new Story(world, stackThat(misdeed, world), new Tally());
    const [name, state] = misdeed.declared ?? ["a", "recording"];
    const declaration: Declaration = { name, choice: 1, args: { state } };
    story.program.set(name, declaration);
    await story.run(misdeed.command ?? "up");
  } finally {
    await world.emulator.close();
  }
}

describe("the invariant that", () => {
  for (const [sentence, misdeed] of Object.entries(MISDEEDS)) {
    it(`${sentence} breaks where that isn't so`, async () => {
      await assert.rejects(tell(misdeed), (error: Error) => {
        assert.ok(error.message.startsWith(`not true: ${sentence} (`), error.message);
        return true;
      });
    });
  }

  it("any of them stands for has an example here, and none breaks without a reason", async () => {
    assert.deepEqual(Object.keys(MISDEEDS), Object.keys(INVARIANTS));
    await tell({});
  });
});
