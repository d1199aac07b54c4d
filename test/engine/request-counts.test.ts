/** Five recordings on the real engine: how many requests each command takes, and that their number isn't stored. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator";
import { type Run, STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";
import type { Props } from "../support/grpc";

const COUNT = 5;
const UP = ["up", "--skip-preview"];

describe("five recordings", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let ids: string[] = [];

  const declare = (args: Props) =>
    kit.declare(
      Object.fromEntries(ids.map((recordingId, index) => [`stage-${index}`, { recordingId, ...args }])),
    );
  const patchAll = (status: RecordingStatus) => {
    for (const id of ids) kit.emulator.patchRecording(id, { status });
  };
  /** Lists, single reads and actions of the command. */
  const counts = (_: Run) => {
    const requests = kit.emulator.requests();
    const of = (endpoint: string) => requests.filter((request) => request.endpoint === endpoint).length;
    assert.ok(requests.every(({ status }) => status === 200));
    return [of("recordings.list"), of("recordings.get"), of("recordings.put")];
  };

  it("are previewed before they are declared first with one list", async () => {
    ids = Array.from(
      { length: COUNT },
      () => kit.emulator.createRecording({ held: true, status: "RECORDING" }).id,
    );
    declare({ state: "paused" });
    assert.deepEqual(counts(await kit.succeed(["preview"])), [1, 0, 0]);
  });

  it("are paused with one list and one PUT each", async () => {
    assert.deepEqual(counts(await kit.succeed(UP)), [1, 0, COUNT]);
  });

  it("are not stored with their number", async () => {
    for (const { inputs, outputs } of await kit.stored()) {
      for (const props of [inputs, outputs]) assert.ok(props && !("__count" in props));
    }
  });

  it("are previewed and left alone with one list", async () => {
    assert.deepEqual(counts(await kit.succeed(["preview", "--expect-no-changes"])), [1, 0, 0]);
    assert.deepEqual(counts(await kit.succeed([...UP, "--expect-no-changes"])), [1, 0, 0]);
  });

  it("are refreshed with a list, and the first two alone since nobody knows how many follow", async () => {
    const [lists = 0, gets = 0, puts] = counts(await kit.succeed(["refresh", "--yes", "--skip-preview"]));
    assert.ok(
      lists <= 1 && gets <= COUNT && lists + gets <= COUNT && puts === 0,
      `${lists} lists, ${gets} single reads`,
    );
  });

  it("are put back with one list and one PUT each where a host resumed them all", async () => {
    patchAll("RECORDING");
    const run = await kit.succeed(UP);
    assert.deepEqual(counts(run), [1, 0, COUNT]);
    assert.match(run.stdout, new RegExp(`${COUNT} updated`));
  });

  it("aren't asked about when all have ended", async () => {
    patchAll("UPLOADED");
    declare({ state: "stopped" });
    await kit.succeed(UP);
    assert.deepEqual(counts(await kit.succeed([...UP, "--expect-no-changes"])), [0, 0, 0]);
    assert.deepEqual(counts(await kit.succeed(["preview", "--expect-no-changes"])), [0, 0, 0]);
  });

  it("aren't asked about by a preview where the live check is off", async () => {
    await kit.workspace.succeed(["config", "set", "realtimekit:liveCheck", "false"]);
    ids = Array.from(
      { length: COUNT },
      () => kit.emulator.createRecording({ held: true, status: "RECORDING" }).id,
    );
    declare({ state: "recording" });
    assert.deepEqual(counts(await kit.succeed(["preview"])), [0, 0, 0]);
  });
});
