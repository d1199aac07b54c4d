/** Waiting: for a recording to begin, for its file, for what never comes, and while the API has its troubles. */

import assert from "node:assert/strict";
import type { RecordingPatch } from "../../emulator/index";
import { useReconciler } from "./kit";

const HOUR_MS = 3_600_000;
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
        'Nothing was sent. Run "pulumi up" again to go on waiting, or give it longer with the "timeouts" input.',
    );
    assert.equal(error?.cause, undefined);
    assert.equal(tookMs, 300_000);
    assert.deepEqual(kit.sent(), []);
    assert.equal(journal.accepted, undefined);
  });

  it("asks ever less often, at most every ten seconds", async () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    const { progress } = await kit.run(id, { state: "paused" });
    const reads = kit.trail().length;
    assert.ok(reads >= 35 && reads <= 50, `${reads} reads in five minutes`);
    assert.match(progress.at(-1) ?? "", /^waiting until it is RECORDING: INVOKED for 4m\d\ds$/);
  });
});

describe("an operation whose time is over", () => {
  const kit = useReconciler();

  it("after the look sends nothing any more", async () => {
    const { id } = kit.emulator.createRecording();
    const afterRead = () => kit.emulator.clock.advance(300_000);
    const { error } = await kit.run(id, { state: "stopped" }, { afterRead });
    assert.match(
      error?.message ?? "",
      /was not stopped after 5m; its status was RECORDING .* Nothing was sent/,
    );
    assert.deepEqual(kit.trail(), ["GET 200"]);
  });

  it("before the look doesn't look", async () => {
    const { id } = kit.emulator.createRecording();
    const { error } = await kit.run(id, { state: "stopped" }, { timeoutMs: 0 });
    assert.match(error?.message ?? "", /^ConnectionError: GET .*time was over before it could be sent/);
    assert.deepEqual(kit.trail(), []);
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

describe("a status that this version doesn't know", () => {
  const kit = useReconciler();

  it("is waited for and never acted on, then named", async () => {
    kit.emulator.addFault({ kind: "unknownStatus", status: "FINALIZING", times: "always" });
    const { id } = kit.emulator.createRecording();
    for (const state of ["recording", "paused", "stopped"] as const) {
      const { error } = await kit.run(id, { state });
      assert.match(
        error?.message ?? "",
        /^WaitTimeoutError: .*\(it is FINALIZING\) after 5m; its status was FINALIZING/,
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
