/** Waiting for the file: until it is there, until the time is over, or until it is clear that none will come. */

import assert from "node:assert/strict";
import { useReconciler } from "./kit";

const HOUR_MS = 3_600_000;

describe("waiting for the file", () => {
  const kit = useReconciler();
  const goal = { state: "stopped", waitForUpload: true } as const;

  it("goes from the stop on until the file is there", async () => {
    const { id } = kit.emulator.createRecording();
    const { recording } = await kit.run(id, goal);
    assert.equal(recording?.status, "UPLOADED");
    assert.ok(recording?.downloadUrl);
    assert.deepEqual(kit.sent(), ["stop"]);
  });

  it("that takes an hour stays within the request budget", async () => {
    kit.emulator.patchSettings({ uploadingMs: HOUR_MS });
    const { id } = kit.emulator.createRecording();
    const { recording, tookMs } = await kit.run(id, goal, { timeoutMs: 2 * HOUR_MS });
    assert.equal(recording?.status, "UPLOADED");
    assert.ok(tookMs >= HOUR_MS && tookMs < HOUR_MS + 11_000, `took ${tookMs} ms`);
    assert.ok(kit.trail().length < 500, `${kit.trail().length} requests`);
  });

  it("that never comes ends at the deadline, and what was accepted stays known", async () => {
    const { id } = kit.emulator.createRecording({ held: true });
    const { error, journal } = await kit.run(id, goal, { timeoutMs: 90_000 });
    assert.match(
      error?.message ?? "",
      /was not uploaded after 1m30s; its status was UPLOADING .* accepted "stop"\. Run/,
    );
    assert.equal(journal.accepted, "stop");
    assert.equal(journal.recording?.status, "UPLOADING");
  });

  it('that fails is an error, and with whenEnded "accept" a warning', async () => {
    kit.emulator.patchSettings({ earlyStopErrors: true });
    for (const whenEnded of ["fail", "accept"] as const) {
      const { id } = kit.emulator.createRecording();
      const { error, recording, warnings, journal } = await kit.run(id, { ...goal, whenEnded });
      assert.equal(error?.name, whenEnded === "fail" ? "UploadFailedError" : undefined);
      assert.equal(recording?.status, whenEnded === "fail" ? undefined : "ERRORED");
      assert.equal(warnings.length, whenEnded === "fail" ? 0 : 1);
      assert.equal(journal.recording?.status, "ERRORED");
    }
  });

  it("that had failed before is the same", async () => {
    const { id } = kit.emulator.createRecording({ status: "ERRORED" });
    assert.equal((await kit.run(id, goal)).error?.name, "UploadFailedError");
    const accepted = await kit.run(id, { ...goal, whenEnded: "accept" });
    assert.match(accepted.warnings.join(), /there may be no file$/);
    assert.deepEqual(kit.trail(), ["GET 200", "GET 200"]);
  });
});
