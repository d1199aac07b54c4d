/** What a start leaves that wasn't seen through, and what deleting the resource does to the recording. */

import assert from "node:assert/strict";
import { meetingKind } from "../../provider/core/meeting-kind";
import type { StoredMeeting } from "../../provider/core/meeting-plan";
import { begun, everybodyLeft, readStored, useMeetings } from "./meeting-kit";

describe("a start that was accepted, but not seen through", () => {
  const kit = useMeetings();

  it("leaves the recording and who started it for the state, and the next run goes on with it", async () => {
    kit.emulator.patchSettings({ invokedMs: 120_000 });
    const inputs = kit.declare({ state: "paused" });
    const { operation } = kit.begin({ timeoutMs: 20_000 });
    await assert.rejects(
      meetingKind.bring(inputs, undefined, operation),
      /^WaitTimeoutError: WaitTimeoutError: recording \S+ was not RECORDING after 20s; its status was INVOKED when last seen\. The API accepted "start"\. Run it again/,
    );
    const outs = meetingKind.outputsSoFar(inputs, operation);
    const [recording] = kit.emulator.listRecordings();
    assert.deepEqual(
      [operation.journal.accepted, outs.recordingId, outs.status, outs.origin, outs.__declared],
      ["start", recording?.id, "INVOKED", "started", "paused"],
    );
    kit.emulator.clock.advance(120_000);
    const { outs: after } = await kit.bring(inputs, outs);
    assert.deepEqual([after?.status, after?.origin], ["PAUSED", "started"]);
    assert.deepEqual(kit.sent(), ["POST 200", "pause 200"]);
  });
});

describe("deleting the resource", () => {
  const kit = useMeetings();

  const ROWS = [
    ["started", undefined, true],
    ["adopted", undefined, false],
    ["started", "leave", false],
    ["adopted", "leave", false],
    ["started", "stop", true],
    ["adopted", "stop", true],
  ] as const;

  for (const [origin, onDelete, stops] of ROWS) {
    it(`${stops ? "stops" : "leaves"} a recording that was ${origin}, with onDelete ${onDelete ?? "not given"}`, async () => {
      const inputs = kit.declare(onDelete ? { onDelete } : {});
      if (origin === "adopted") kit.record(inputs);
      const { outs } = await kit.bring(inputs);
      const stored = readStored(outs ?? {});
      assert.equal(stored.origin, origin);
      assert.equal(meetingKind.isReleased(stored), !stops);
      if (stops) await meetingKind.release(stored, kit.begin().operation);
      assert.deepEqual(
        kit.sent().filter((line) => !line.startsWith("POST")),
        stops ? ["stop 200"] : [],
      );
    });
  }

  it("needs nothing where there never was a recording, or where it is known to have ended", () => {
    const inputs = kit.declare({ onDelete: "stop" });
    assert.ok(meetingKind.isReleased(inputs));
    assert.ok(meetingKind.isReleased({ ...inputs, recordingId: "x", status: "UPLOADED" } as StoredMeeting));
  });

  it("is content where the recording ended or vanished meanwhile", async () => {
    const { outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    await meetingKind.release(readStored(outs), kit.begin().operation);
    kit.emulator.deleteRecording(id);
    await meetingKind.release(readStored(outs), kit.begin().operation);
    assert.deepEqual(kit.sent(), []);
  });
});
