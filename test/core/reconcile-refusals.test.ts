/** The API declines an action: the recording is looked at again, and the action sent again, but not for ever. */

import assert from "node:assert/strict";
import { NotFoundError } from "../../provider/api/errors";
import { RecordingNotFoundError } from "../../provider/core/errors";
import { useReconciler } from "./kit";

describe("an action that the API declines", () => {
  const kit = useReconciler();

  for (const status of [400, 405, 409, 422]) {
    it(`with ${status} again and again is given up after five times, each after a new look`, async () => {
      kit.emulator.addFault({ kind: "status", status, match: { method: "PUT" }, times: "always" });
      const { id } = kit.emulator.createRecording();
      const { error, journal, tookMs } = await kit.run(id, { state: "paused" });
      assert.match(
        error?.message ?? "",
        /^ActionRefusedError: the API refused to pause .* its status is RECORDING/,
      );
      assert.match(
        error?.message ?? "",
        new RegExp(`HTTP ${status}: Injected by the emulator \\(Ray ID .+-EMU\\)`),
      );
      const round = ["GET 200", `pause ${status}`];
      assert.deepEqual(kit.trail(), [...round, ...round, ...round, ...round, ...round]);
      assert.ok(tookMs > 3_000 && tookMs < 10_000, `took ${tookMs} ms`);
      assert.equal(journal.accepted, undefined);
    });
  }

  it("until the time is over is told with what the API said, and not as if nothing had been sent", async () => {
    const message = "not now";
    kit.emulator.addFault({
      kind: "status",
      status: 400,
      message,
      match: { method: "PUT" },
      times: "always",
    });
    const { id } = kit.emulator.createRecording();
    const { error, progress } = await kit.run(id, { state: "paused" }, { timeoutMs: 1_000 });
    assert.match(
      error?.message ?? "",
      /^WaitTimeoutError: .* RECORDING when last seen\. The API refused "pause": HTTP 400: not now \(Ray ID \S+-EMU\)\. Run it again/,
    );
    assert.deepEqual(progress.slice(0, 2), ["sending pause", "the API refused to pause: looking again"]);
  });

  it("twice is sent a third time", async () => {
    kit.emulator.addFault({ kind: "status", status: 400, match: { method: "PUT" }, times: 2 });
    const { id } = kit.emulator.createRecording();
    const { recording, progress } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.sent(), ["pause", "pause", "pause"]);
    const again = "the API refused to pause: looking again";
    assert.deepEqual(progress.slice(0, 5), ["sending pause", again, "sending pause", again, "sending pause"]);
  });

  for (const [status, name] of [
    [401, "AuthenticationError"],
    [403, "AuthenticationError"],
    [404, "RecordingNotFoundError"],
  ] as const) {
    it(`with ${status} is not sent again: ${name}`, async () => {
      kit.emulator.addFault({ kind: "status", status, match: { method: "PUT" } });
      const { id } = kit.emulator.createRecording();
      const { error } = await kit.run(id, { state: "paused" });
      assert.equal(error?.name, name);
      if (error instanceof RecordingNotFoundError) assert.ok(error.cause instanceof NotFoundError);
      assert.deepEqual(kit.sent(), ["pause"]);
    });
  }

  it("with 429 waits as long as it is told, then looks again before it is sent again", async () => {
    const headers = { "Retry-After": "70" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const { recording, tookMs, progress } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.trail(), ["GET 200", "pause 429", "GET 200", "pause 200"]);
    assert.ok(tookMs >= 70_000 && tookMs < 75_000, `took ${tookMs} ms`);
    assert.match(progress.join("\n"), /request limit is used up; going on in \d\ds/);
  });

  it("with 429 for longer than there is time fails at once, saying for how long", async () => {
    const headers = { "Retry-After": "301" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const { error, tookMs } = await kit.run(id, { state: "paused" });
    assert.match(error?.message ?? "", /^RateLimitedError: .*used up for another 30\ds/);
    assert.deepEqual(kit.trail(), ["GET 200", "pause 429"]);
    assert.ok(tookMs < 2_000, `took ${tookMs} ms`);
  });
});
