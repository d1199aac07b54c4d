/** A recording that was just asked for when a process is killed: the next up takes it, and asks for no other. */

import assert from "node:assert/strict";
import { type CliRun, sendSignal } from "../support/cli-run";
import { inTime, LOCKED, STORY_TIMEOUT_MS, UP, useStage } from "./stage";

const KILL: Readonly<Record<string, (run: CliRun) => void>> = {
  CLI: (run) => run.signal("SIGKILL"),
  provider: (run) => sendSignal(run.provider()?.pid as number, "SIGKILL"),
};

describe("a MeetingRecording whose start is under way when", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const stage = useStage({ settings: { invokedMs: 300 } });

  for (const [victim, kill] of Object.entries(KILL)) {
    it(`the ${victim} is killed is started once, and the next up holds it`, async () => {
      const { control } = stage.emulator;
      const { id: meetingId } = await control.createMeeting();
      const recordings = () => control.listRecordings({ meeting_id: meetingId });
      stage.declare({ [victim]: { kind: "MeetingRecording", meetingId, state: "paused" } });
      // The recording is there, its answer isn't.
      await control.addFault({ kind: "delay", delayMs: 60_000, when: "after", match: { method: "POST" } });
      const before = (await stage.changes()).length;
      const run = await stage.start(UP);
      await inTime(async () => (await recordings()).length === 1);
      kill(run);
      await run.ended;

      let up = await stage.run(UP);
      if (LOCKED.test(up.text)) {
        assert.equal((await stage.run(["cancel", "--yes"])).exitCode, 0);
        up = await stage.run(UP);
      }
      assert.equal(up.exitCode, 0, up.text);
      assert.deepEqual(
        (await recordings()).map(({ status }) => status),
        ["PAUSED"],
      );
      const sent = (await stage.changes()).slice(before);
      assert.deepEqual(
        sent.map(({ method }) => method),
        ["POST", "PUT"],
      );
      const { resources = [] } = (await stage.workspace.export()).deployment;
      // Nobody can prove whose it is, so that deleting the resource leaves it.
      assert.equal(resources.find(({ urn }) => urn.endsWith(`::${victim}`))?.outputs?.origin, "adopted");
    });
  }
});
