/** Waiting while the API shows what nobody knows, or has its troubles. */

import assert from "node:assert/strict";
import { useReconciler } from "./kit";

const GET = { match: { method: "GET" } };

describe("a status that this version doesn't know", () => {
  const kit = useReconciler();

  it("is waited for and never acted on, then named", async () => {
    kit.emulator.addFault({ kind: "unknownStatus", status: "FINALIZING", times: "always" });
    const { id } = kit.emulator.createRecording();
    for (const state of ["recording", "paused", "stopped"] as const) {
      const { error } = await kit.run(id, { state });
      assert.match(
        error?.message ?? "",
        /^WaitTimeoutError: .* was not in a status that this version of pulumi-realtimekit knows after 5m; its status was FINALIZING/,
      );
    }
    assert.deepEqual(kit.sent(), []);
  });

  it("may pass, and then the plan holds", async () => {
    kit.emulator.addFault({ kind: "unknownStatus", times: 3 });
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.run(id, { state: "paused" })).recording?.status, "PAUSED");
    assert.deepEqual(kit.trail(), ["GET 200", "GET 200", "GET 200", "GET 200", "pause 200"]);
  });

  it("after an action is waited for as well, without a second action", async () => {
    kit.emulator.addFault({ kind: "unknownStatus", skip: 1, times: 4 });
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.run(id, { state: "paused" })).recording?.status, "PAUSED");
    assert.deepEqual(kit.sent(), ["pause"]);
  });

  it("can't reach into the terminal", async () => {
    const status = "\u001b[2J\u001b[31mGONE\u202e";
    kit.emulator.addFault({ kind: "unknownStatus", status, times: "always" });
    const { id } = kit.emulator.createRecording();
    const { error, progress, recording } = await kit.run(id, { state: "paused" }, { timeoutMs: 5_000 });
    assert.equal(recording, undefined);
    for (const text of [error?.message ?? "", ...progress]) assert.match(text, /^[\x20-\x7e]+$/);
  });
});

describe("while the API has its troubles", () => {
  const kit = useReconciler();

  it("a wait goes on over reads that fail in passing", async () => {
    kit.emulator.patchSettings({ invokedMs: 60_000 });
    kit.emulator.addFault({ kind: "status", status: 503, skip: 2, times: 12, ...GET });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    assert.equal((await kit.run(id, { state: "paused" })).recording?.status, "PAUSED");
  });

  it("a wait ends at the deadline, keeping the last error as its cause", async () => {
    kit.emulator.addFault({ kind: "html5xx", skip: 1, times: "always", ...GET });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    const { error, tookMs } = await kit.run(id, { state: "paused" }, { timeoutMs: 60_000 });
    assert.match(error?.message ?? "", /not RECORDING after 1m; its status was INVOKED when last seen/);
    assert.match(String(error?.cause), /ApiError: GET .* HTTP 502: Error 502/);
    assert.equal(tookMs, 60_000);
  });

  it("a wait forgets the error that a later look made good", async () => {
    kit.emulator.addFault({ kind: "html5xx", skip: 1, times: 5, ...GET });
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    const { error } = await kit.run(id, { state: "paused" });
    assert.equal(error?.name, "WaitTimeoutError");
    assert.equal(error?.cause, undefined);
  });

  it("a wait goes on after a rate limit that ends in time", async () => {
    const headers = { "Retry-After": "30" };
    kit.emulator.addFault({ kind: "status", status: 429, headers, skip: 1, ...GET });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    const { recording, tookMs } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.ok(tookMs >= 30_000 && tookMs < 32_000, `took ${tookMs} ms`);
  });

  for (const [status, name] of [
    [401, "AuthenticationError"],
    [403, "AuthenticationError"],
    [400, "ApiError"],
  ] as const) {
    it(`a read answered ${status} ends the wait at once`, async () => {
      kit.emulator.addFault({ kind: "status", status, skip: 1, ...GET });
      const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
      const { error } = await kit.run(id, { state: "paused" });
      assert.equal(error?.name, name);
      assert.deepEqual(kit.trail(), ["GET 200", `GET ${status}`]);
    });
  }
});
