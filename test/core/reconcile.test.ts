/** From every status to every declared state: what is sent, and how it ends. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator/index";
import type { DesiredState } from "../../provider/core/status";
import { TOKEN, useReconciler } from "./kit";

type Ending = RecordingStatus | "RecordingEndedError";
type Row = [from: RecordingStatus, state: DesiredState, sent: string[], ending: Ending];

/** The design's table of declared states, with every request that it implies. */
const TABLE: Row[] = [
  ["INVOKED", "recording", [], "RECORDING"],
  ["INVOKED", "paused", ["pause"], "PAUSED"],
  ["INVOKED", "stopped", ["stop"], "UPLOADING"],
  ["RECORDING", "recording", [], "RECORDING"],
  ["RECORDING", "paused", ["pause"], "PAUSED"],
  ["RECORDING", "stopped", ["stop"], "UPLOADING"],
  ["PAUSED", "recording", ["resume"], "RECORDING"],
  ["PAUSED", "paused", [], "PAUSED"],
  ["PAUSED", "stopped", ["stop"], "UPLOADING"],
  ["UPLOADING", "recording", [], "RecordingEndedError"],
  ["UPLOADING", "paused", [], "RecordingEndedError"],
  ["UPLOADING", "stopped", [], "UPLOADING"],
  ["UPLOADED", "recording", [], "RecordingEndedError"],
  ["UPLOADED", "paused", [], "RecordingEndedError"],
  ["UPLOADED", "stopped", [], "UPLOADED"],
  ["ERRORED", "recording", [], "RecordingEndedError"],
  ["ERRORED", "paused", [], "RecordingEndedError"],
  ["ERRORED", "stopped", [], "ERRORED"],
];

describe("reconciling", () => {
  const kit = useReconciler();

  for (const [from, state, sent, ending] of TABLE) {
    it(`${from} to "${state}" sends ${sent.join() || "nothing"} and ends in ${ending}`, async () => {
      const { id } = kit.emulator.createRecording({ status: from });
      const run = await kit.run(id, { state });
      assert.deepEqual(kit.sent(), sent);
      assert.equal(run.error?.name ?? run.recording?.status, ending);
      assert.equal(run.journal.accepted, sent.at(-1));
      assert.equal(run.journal.recording?.status, run.error ? from : ending);
      if (!run.error) assert.equal(kit.emulator.getRecording(id).status, ending);
    });

    it(`${from} to "${state}" a second time sends nothing`, async () => {
      const { id } = kit.emulator.createRecording({ status: from });
      const first = await kit.run(id, { state });
      kit.emulator.clearRequests();
      const second = await kit.run(id, { state });
      assert.deepEqual(kit.trail(), ["GET 200"]);
      assert.equal(second.error?.name, first.error?.name);
    });
  }

  for (const [from, state, , ending] of TABLE.filter((row) => row[3] === "RecordingEndedError")) {
    it(`${from} to "${state}" with whenEnded "accept" takes the end as it is, with a warning`, async () => {
      const { id } = kit.emulator.createRecording({ status: from, held: true });
      const run = await kit.run(id, { state, whenEnded: "accept" });
      assert.equal(run.recording?.status, from, ending);
      assert.deepEqual(kit.trail(), ["GET 200"]);
      assert.equal(run.warnings.length, 1);
      assert.match(run.warnings[0] ?? "", /^declared "(recording|paused)", but the recording ended at 20/);
    });
  }

  it('a failed recording to "stopped" holds, with a warning', async () => {
    const { id } = kit.emulator.createRecording({ status: "ERRORED" });
    const { warnings } = await kit.run(id, { state: "stopped" });
    assert.match(warnings.join(), /^the recording ended at .* \(INTERNAL_ERROR\); .* there may be no file$/);
  });

  it('an ended recording to "paused" says when and why it ended, and what to do', async () => {
    const { id } = kit.emulator.createRecording({ status: "UPLOADED" });
    const { error } = await kit.run(id, { state: "paused" });
    const { stopped_time } = kit.emulator.getRecording(id);
    assert.ok(error?.message.includes(`ended at ${stopped_time} because it was stopped`), error?.message);
    assert.match(error?.message ?? "", /declare state "stopped", or set whenEnded: "accept"/);
  });

  it("takes as many requests as it needs: two for an action, none of them after the target was answered", async () => {
    const { id } = kit.emulator.createRecording();
    await kit.run(id, { state: "paused" });
    assert.deepEqual(kit.trail(), ["GET 200", "pause 200"]);
  });

  it("says what it does, without the token", async () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    const { progress } = await kit.run(id, { state: "paused" });
    assert.equal(progress[0], "INVOKED for 0s: waiting until it is RECORDING");
    assert.equal(progress.at(-1), "sending pause");
    assert.ok(!progress.join().includes(TOKEN));
  });

  it("an unknown recording is an error that names recording and app", async () => {
    const { id, app_id } = kit.emulator.createRecording();
    const beforeRequest = () => kit.emulator.deleteRecording(id);
    const { error, journal } = await kit.run(id, { state: "paused" }, { beforeRequest });
    assert.equal(error?.name, "RecordingNotFoundError");
    assert.ok(error?.message.includes(`app ${app_id} has no recording ${id}`));
    assert.deepEqual(journal, {});
  });
});
