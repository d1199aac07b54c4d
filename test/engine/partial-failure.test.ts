/** What the real engine keeps of an operation that failed halfway, and how the next one goes on. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const UP = ["up", "--skip-preview"];

describe("an action that was accepted but doesn't show in time", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();
  let recordingId: string;
  const declare = (state: string) =>
    kit.declare({ keynote: { recordingId, state, timeouts: { create: "1s", update: "1s" } } });
  /** Lets the API accept actions without showing their effect until it catches up. */
  const lag = () => kit.emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });
  const catchUp = (status: "PAUSED" | "RECORDING") => {
    kit.emulator.patchSettings({ putAnswer: "new", staleReadsAfterPut: 0 });
    kit.emulator.patchRecording(recordingId, { status });
  };

  it("fails the up, with one message that says what was done and what to do", async () => {
    recordingId = kit.emulator.createRecording().id;
    lag();
    declare("paused");
    const { exitCode, stdout, actions } = await kit.run(UP);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /WaitTimeoutError: recording \S+ was not paused after 1s; its status was RECORDING when last seen\. The API accepted "pause"\. Run it again/,
    );
    assert.deepEqual(actions, ["pause"]);
  });

  it("leaves the new resource in the state, as it was last seen", async () => {
    const [keynote] = await kit.stored();
    assert.equal(keynote?.outputs?.status, "RECORDING");
    assert.match(String(keynote?.initErrors), /^WaitTimeoutError: /);
  });

  it("is gone on with by the next up, which sends nothing, and the one after finds nothing to do", async () => {
    catchUp("PAUSED");
    assert.deepEqual((await kit.succeed(UP)).actions, []);
    const { actions, stdout } = await kit.succeed([...UP, "--expect-no-changes"]);
    assert.deepEqual(actions, []);
    assert.match(stdout, /2 unchanged/);
  });

  it("leaves an updated resource so that the next up finishes it", async () => {
    lag();
    declare("recording");
    const { exitCode, stdout, actions } = await kit.run(UP);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /was not recording after 1s; .*The API accepted "resume"/);
    assert.deepEqual(actions, ["resume"]);
    catchUp("RECORDING");
    assert.deepEqual((await kit.succeed(UP)).actions, []);
    assert.equal((await kit.stored())[0]?.initErrors, undefined);
  });

  it("can be destroyed in between", async () => {
    lag();
    declare("paused");
    await kit.run(UP);
    await kit.succeed(["destroy", "--skip-preview"]);
    assert.deepEqual(await kit.stored(), []);
  });
});
