/** Waiting for a recording to begin: for what comes late, never, or otherwise. */

import assert from "node:assert/strict";
import type { RecordingPatch } from "../../emulator/index";
import { NotFoundError } from "../../provider/api/errors";
import { useReconciler } from "./kit";

const GET = { match: { method: "GET" } };

describe("waiting for a recording to begin", () => {
  const kit = useReconciler();

  it("takes as long as it takes, then goes on", async () => {
    kit.emulator.patchSettings({ invokedMs: 45_000 });
    const { id } = kit.emulator.createRecording({ status: "INVOKED" });
    const { recording, tookMs } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.sent(), ["pause"]);
    assert.ok(tookMs >= 45_000 && tookMs < 56_000, `took ${tookMs} ms`);
  });

  it("that never does ends at the deadline, naming status, time and what was sent", async () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    const { error, tookMs, journal } = await kit.run(id, { state: "stopped" });
    assert.equal(
      error?.message,
      `WaitTimeoutError: recording ${id} was not RECORDING after 5m; its status was INVOKED when last seen. ` +
        'Nothing was sent. Run it again to go on waiting, or give it longer with the "timeouts" input.',
    );
    assert.equal(error?.cause, undefined);
    assert.equal(tookMs, 300_000);
    assert.deepEqual(kit.sent(), []);
    assert.equal(journal.accepted, undefined);
  });

  it("looks once more a second before its time is over, however much that is", async () => {
    for (let timeoutMs = 3_000; timeoutMs <= 40_000; timeoutMs += 1_000) {
      kit.emulator.patchSettings({ invokedMs: timeoutMs - 1_100 });
      const { id } = kit.emulator.createRecording({ status: "INVOKED" });
      const { recording, tookMs } = await kit.run(id, { state: "recording" }, { timeoutMs });
      assert.equal(recording?.status, "RECORDING", `within ${timeoutMs} ms`);
      assert.ok(tookMs < timeoutMs, `took ${tookMs} of ${timeoutMs} ms`);
    }
  });

  it("sees it begin at most half a second, a quarter of the wait or ten seconds late", async () => {
    for (const invokedMs of [300, 700, 1_900, 3_000, 4_500, 11_000, 29_000, 60_000, 130_000]) {
      kit.emulator.patchSettings({ invokedMs });
      const { id } = kit.emulator.createRecording({ status: "INVOKED" });
      const { tookMs } = await kit.run(id, { state: "recording" });
      const lateMs = Math.min(10_000, Math.max(500, invokedMs / 4));
      assert.ok(tookMs >= invokedMs && tookMs <= invokedMs + lateMs, `${tookMs} ms for ${invokedMs}`);
    }
  });

  it("asks ever less often, at most every ten seconds", async () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    const { progress } = await kit.run(id, { state: "paused" });
    const reads = kit.trail().length;
    assert.ok(reads >= 35 && reads <= 50, `${reads} reads in five minutes`);
    assert.match(progress.at(-1) ?? "", /^INVOKED for 4m: waiting until it is RECORDING$/);
  });
});

describe("an operation whose time is over", () => {
  const kit = useReconciler();

  for (const [status, state] of [
    ["PAUSED", "recording"],
    ["RECORDING", "paused"],
    ["RECORDING", "stopped"],
  ] as const) {
    it(`after the look sends nothing any more, and tells that it was not ${state}`, async () => {
      const { id } = kit.emulator.createRecording({ status });
      const afterRead = () => kit.emulator.clock.advance(300_000);
      const { error } = await kit.run(id, { state }, { afterRead });
      assert.match(
        error?.message ?? "",
        new RegExp(`was not ${state} after 5m; its status was ${status} .* Nothing was sent`),
      );
      assert.deepEqual(kit.trail(), ["GET 200"]);
    });
  }

  it("before the look doesn't look", async () => {
    const { id } = kit.emulator.createRecording();
    const { error } = await kit.run(id, { state: "stopped" }, { timeoutMs: 0 });
    assert.match(error?.message ?? "", /^ConnectionError: GET .*time was over before it could be sent/);
    assert.deepEqual(kit.trail(), []);
  });

  it("between the look and the action sends none, and says so", async () => {
    const { id } = kit.emulator.createRecording();
    const beforeRequest = (number: number) => number === 1 && kit.emulator.clock.advance(300_000);
    const { error } = await kit.run(id, { state: "stopped" }, { beforeRequest });
    assert.match(
      error?.message ?? "",
      /^WaitTimeoutError: .* was not stopped after 5m; .* Nothing was sent\./,
    );
    assert.deepEqual(kit.trail(), ["GET 200"]);
  });

  it("before the answer to its action came still takes that answer", async () => {
    kit.emulator.addFault({ kind: "delay", delayMs: 100, when: "after", match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const beforeRequest = (number: number) => number === 1 && kit.emulator.clock.advance(299_999);
    const { recording, journal } = await kit.run(id, { state: "stopped" }, { beforeRequest });
    assert.deepEqual([recording?.status, journal.accepted], ["UPLOADING", "stop"]);
    assert.deepEqual(kit.trail(), ["GET 200", "stop 200"]);
  });

  it("looks whose answers get lost don't keep it going", async () => {
    kit.emulator.addFault({ kind: "dropAfter", times: "always", ...GET });
    const { id } = kit.emulator.createRecording();
    const { error, tookMs } = await kit.run(id, { state: "stopped" }, { timeoutMs: 1_000 });
    assert.equal(error?.name, "ConnectionError");
    assert.ok(tookMs < 1_000, `took ${tookMs} ms`);
  });
});

/** What happens to the recording while it is waited for, and how that ends. */
const HAPPENINGS: [name: string, patch: RecordingPatch, error: RegExp][] = [
  ["failed", { status: "ERRORED" }, /^RecordingEndedError: .* \(INTERNAL_ERROR\); its status is ERRORED/],
  [
    "ended because all had left",
    { status: "UPLOADING", stop_reason: { reason: "ALL_PEERS_LEFT" } },
    /^RecordingEndedError: .* because everybody had left the meeting \(ALL_PEERS_LEFT\)/,
  ],
  ["was stopped by a host", { status: "UPLOADED" }, /^RecordingEndedError: .* through the API or by a host/],
];

describe("a recording that is waited for and meanwhile", () => {
  const kit = useReconciler();

  for (const [name, patch, error] of HAPPENINGS) {
    it(`${name} is an error that says so`, async () => {
      const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
      const beforeRequest = (number: number) => number === 3 && kit.emulator.patchRecording(id, patch);
      const run = await kit.run(id, { state: "paused" }, { beforeRequest });
      assert.match(run.error?.message ?? "", error);
      assert.deepEqual(kit.sent(), []);
    });
  }

  it("vanished is an error, and what was done before stays known", async () => {
    const { id } = kit.emulator.createRecording();
    const beforeRequest = (number: number) => number === 3 && kit.emulator.deleteRecording(id);
    const goal = { state: "stopped", waitForUpload: true } as const;
    const { error, journal } = await kit.run(id, goal, { beforeRequest });
    assert.equal(error?.name, "RecordingNotFoundError");
    assert.ok(error?.cause instanceof NotFoundError);
    assert.equal(journal.accepted, "stop");
    assert.equal(journal.recording?.status, "UPLOADING");
  });

  it("was left by everybody, so that it ended right before the action, is told with the reason", async () => {
    const { id, meeting_id } = kit.emulator.createRecording();
    kit.emulator.patchMeeting(meeting_id, { live_participants: 0 });
    const beforeRequest = (number: number) => number === 1 && kit.emulator.clock.advance(60_000);
    const { error } = await kit.run(id, { state: "paused" }, { beforeRequest });
    assert.match(error?.message ?? "", /^RecordingEndedError: .* everybody had left the meeting/);
    assert.deepEqual(kit.trail(), ["GET 200", "pause 400", "GET 200"]);
  });
});
