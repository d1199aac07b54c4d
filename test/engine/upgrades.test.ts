/** States that were written by every released shape, in the hands of today's code; and one of a shape to come. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../../emulator";
import { SCHEMA_VERSION } from "../../provider/core/outputs";
import { PROGRAM, type Scene, type StoredState } from "../fixtures/states/program";
import { STORY_TIMEOUT_MS, type StackKit, useStack } from "../support/engine-kit";
import type { Props } from "../support/grpc";

const FOLDER = path.join(__dirname, "..", "fixtures", "states");
const UP = ["up", "--skip-preview"];

const states = readdirSync(FOLDER)
  .filter((name) => /^shape-\d+\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(path.join(FOLDER, name), "utf8")) as StoredState)
  .sort((a, b) => a.shape - b.shape);

/** Gives the emulator what the API had when the state was written. */
function restore(emulator: Emulator, { meetings, recordings }: Scene): void {
  emulator.patchSettings({ invokedMs: 100, uploadingMs: 100 });
  for (const meeting of meetings) emulator.createMeeting(meeting);
  for (const { status, ...recording } of recordings)
    emulator.createRecording({ ...recording, status: status as never });
}

/** Makes the state the stack's own, as a user of an older version had it. */
async function importState(kit: StackKit, stored: StoredState["export"]): Promise<void> {
  const file = path.join(kit.workspace.folder, "state.json");
  writeFileSync(file, JSON.stringify(stored));
  await kit.succeed(["stack", "import", "--file", file]);
}

/** What a run sent besides reads. */
const sent = ({ methods, actions }: { methods: string[]; actions: unknown[] }) => [
  ...methods.filter((method) => method === "POST"),
  ...actions,
];

describe("the stored states", () => {
  it("are of every shape up to today's; test/fixtures/states/make.ts writes a new one", () => {
    assert.deepEqual(
      states.map(({ shape }) => shape),
      Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1),
    );
  });
});

for (const { shape, scene, export: stored } of states) {
  describe(`a state of shape ${shape}`, function () {
    this.timeout(STORY_TIMEOUT_MS);
    const kit = useStack({ program: PROGRAM });
    const declared = structuredClone(scene.declared) as Record<string, Props>;
    before(async () => {
      restore(kit.emulator, scene);
      kit.declare(declared);
      await importState(kit, stored);
    });

    it("has nothing to do where nothing changed, but what had failed halfway, and to note an end", async () => {
      const { stdout, ...run } = await kit.succeed(UP);
      assert.deepEqual(sent(run), []);
      assert.match(stdout, /~ 2 updated\n *\d+ unchanged/);
    });

    it("is refreshed", async () => {
      assert.deepEqual(
        sent(await kit.succeed(["refresh", "--yes", "--skip-preview", "--expect-no-changes"])),
        [],
      );
    });

    it("is updated", async () => {
      for (const [name, state] of [
        ["recording", "paused"],
        ["paused", "recording"],
        ["adopted", "stopped"],
        ["beginning", "paused"],
      ] as const)
        Object.assign(declared[name] as Props, { state });
      kit.declare(declared);
      const run = await kit.succeed(UP);
      assert.deepEqual(sent(run).sort(), ["pause", "pause", "resume", "stop"]);
    });

    it("is destroyed, which stops what says so and what was started by it", async () => {
      const run = await kit.succeed(["destroy", "--skip-preview"]);
      // "paused" says onDelete: "stop"; "started" and "beginning" started their recordings.
      assert.deepEqual(sent(run), ["stop", "stop", "stop"]);
      assert.deepEqual((await kit.workspace.export()).deployment.resources ?? [], []);
    });
  });
}

describe("a state of a shape that this version doesn't know", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });
  const { scene, export: stored } = states.at(-1) as StoredState;
  const REFUSED = new RegExp(
    `ConfigurationError: the state of this resource was written by a newer pulumi-realtimekit \\(shape ${SCHEMA_VERSION + 1}, ` +
      `this one reads up to ${SCHEMA_VERSION}\\)\\. Install that version in this program, then run it again\\.`,
  );
  before(async () => {
    restore(kit.emulator, scene);
    kit.declare(scene.declared);
    const newer = structuredClone(stored);
    for (const { outputs } of newer.deployment.resources as { outputs?: Props }[])
      if (outputs?.schemaVersion) outputs.schemaVersion = SCHEMA_VERSION + 1;
    await importState(kit, newer);
  });

  for (const args of [UP, ["refresh", "--yes", "--skip-preview"]]) {
    it(`is refused by ${args[0]}, which sends nothing`, async () => {
      const run = await kit.run(args);
      assert.notEqual(run.exitCode, 0);
      assert.match(run.text, REFUSED);
      assert.deepEqual(sent(run), []);
    });
  }
});
