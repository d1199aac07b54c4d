/** The answer to an action gets lost: the recording is looked at before anything else is sent. */

import assert from "node:assert/strict";
import type { FaultInput, RecordingStatus } from "../../emulator/index";
import type { DesiredState } from "../../provider/core/status";
import { useReconciler } from "./kit";

type Effect = "had its effect" | "had none";
type Loss = [name: string, fault: FaultInput, answered: string];

const PUT = { match: { method: "PUT" } };
const GET = { match: { method: "GET" } };

/** Ways to lose an answer after the action had its effect, with what the log says was answered. */
const AFTER: Loss[] = [
  ["a connection dropped after the effect", { kind: "dropAfter", ...PUT }, "null"],
  ["a connection reset after the effect", { kind: "dropAfter", reset: true, ...PUT }, "null"],
  ["a 500 after the effect", { kind: "status", status: 500, when: "after", ...PUT }, "500"],
  ["a 408 after the effect", { kind: "status", status: 408, when: "after", ...PUT }, "408"],
  ["an HTML page after the effect", { kind: "html5xx", status: 502, when: "after", ...PUT }, "502"],
  ["no JSON after the effect", { kind: "notJson", when: "after", ...PUT }, "200"],
  [
    "an empty body after the effect",
    { kind: "status", status: 200, envelope: "empty", when: "after", ...PUT },
    "200",
  ],
  [
    "JSON of another shape",
    { kind: "status", status: 200, body: { success: true, data: [] }, when: "after", ...PUT },
    "200",
  ],
  ["an answer cut in its middle", { kind: "truncated", ...PUT }, "200"],
  ["an answer without its body", { kind: "truncated", bytes: 0, ...PUT }, "200"],
  ["a success that says it is none", { kind: "successFalse", when: "after", ...PUT }, "200"],
];

const BEFORE: Loss[] = [
  ["a connection dropped before the effect", { kind: "dropBefore", ...PUT }, "null"],
  ["a connection reset before the effect", { kind: "dropBefore", reset: true, ...PUT }, "null"],
  ["a 503 before the effect", { kind: "status", status: 503, ...PUT }, "503"],
  ["an HTML page before the effect", { kind: "html5xx", ...PUT }, "502"],
  ["no JSON and no effect", { kind: "notJson", ...PUT }, "200"],
  ["a failure under 200", { kind: "successFalse", envelope: "v4", ...PUT }, "200"],
];

const ACTIONS: [from: RecordingStatus, state: DesiredState, action: string, to: RecordingStatus][] = [
  ["RECORDING", "paused", "pause", "PAUSED"],
  ["PAUSED", "recording", "resume", "RECORDING"],
  ["PAUSED", "stopped", "stop", "UPLOADING"],
];

describe("an action whose answer got lost", () => {
  const kit = useReconciler();

  const rows = [
    ...AFTER.map((loss): [Effect, ...Loss] => ["had its effect", ...loss]),
    ...BEFORE.map((loss): [Effect, ...Loss] => ["had none", ...loss]),
  ];
  for (const [effect, name, fault, answered] of rows) {
    for (const [from, state, action, to] of ACTIONS) {
      it(`${action}, by ${name}: looked at, and sent ${effect === "had none" ? "again" : "once"}`, async () => {
        kit.emulator.addFault(fault);
        const { id } = kit.emulator.createRecording({ status: from });
        const { recording, journal, progress } = await kit.run(id, { state });
        assert.equal(recording?.status, to);
        const again = effect === "had none" ? [`${action} 200`] : [];
        assert.deepEqual(kit.trail(), ["GET 200", `${action} ${answered}`, "GET 200", ...again]);
        if (fault.kind === "successFalse") return;
        assert.equal(journal.accepted, action);
        assert.equal(journal.lost, effect === "had none" ? undefined : action);
        assert.ok(progress.includes(`the answer to "${action}" got lost: looking again`), progress.join());
      });
    }
  }

  it("and whose effect a stale read hides is refused the second time, and seen the third", async () => {
    kit.emulator.patchSettings({ staleReadsAfterPut: 1 });
    kit.emulator.addFault({ kind: "dropAfter", ...PUT });
    const { id } = kit.emulator.createRecording();
    const { recording, journal } = await kit.run(id, { state: "stopped" });
    assert.equal(recording?.status, "UPLOADING");
    assert.deepEqual(kit.trail(), ["GET 200", "stop null", "GET 200", "stop 400", "GET 200"]);
    assert.equal(journal.accepted, "stop");
  });

  it("every time is given up after five times, each after a new look", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: "always", ...PUT });
    const { id } = kit.emulator.createRecording();
    const { error, journal } = await kit.run(id, { state: "paused" });
    assert.match(error?.message ?? "", /^ConnectionError: PUT .* got no complete answer/);
    const round = ["GET 200", "pause null"];
    assert.deepEqual(kit.trail(), [...round, ...round, ...round, ...round, ...round]);
    assert.deepEqual(journal, { recording: journal.recording, lost: "pause" });
  });

  it("as time runs out is told as sent, not as never sent", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: "always", ...PUT });
    const { id } = kit.emulator.createRecording();
    const { error } = await kit.run(id, { state: "paused" }, { timeoutMs: 1_000 });
    assert.match(
      error?.message ?? "",
      /^WaitTimeoutError: .* not paused after 1s; .* "pause" was sent, but its answer got lost/,
    );
  });

  it("is looked for until the deadline where the looks fail as well, and told as sent", async () => {
    kit.emulator.addFault({ kind: "dropAfter", ...PUT });
    kit.emulator.addFault({ kind: "status", status: 503, skip: 1, times: "always", ...GET });
    const { id } = kit.emulator.createRecording();
    const { error, tookMs } = await kit.run(id, { state: "paused" }, { timeoutMs: 60_000 });
    assert.match(
      error?.message ?? "",
      /^WaitTimeoutError: .* not paused after 1m; .* "pause" was sent, but its answer got lost/,
    );
    assert.match(String(error?.cause), /HTTP 503|no complete answer/);
    assert.equal(tookMs, 60_000);
    assert.deepEqual(kit.sent(), ["pause"]);
  });

  it("is seen to have had its effect after an outage", async () => {
    kit.emulator.addFault({ kind: "dropAfter", ...PUT });
    kit.emulator.addFault({ kind: "status", status: 503, skip: 1, times: 20, ...GET });
    const { id } = kit.emulator.createRecording();
    const { recording, journal } = await kit.run(id, { state: "paused" });
    assert.deepEqual([recording?.status, journal.accepted], ["PAUSED", "pause"]);
    assert.deepEqual(kit.sent(), ["pause"]);
  });

  it("and that is looked for in vain, since the token was revoked, is no wait", async () => {
    kit.emulator.addFault({ kind: "dropAfter", ...PUT });
    kit.emulator.addFault({ kind: "status", status: 401, skip: 1, ...GET });
    const { id } = kit.emulator.createRecording();
    const { error } = await kit.run(id, { state: "paused" });
    assert.equal(error?.name, "AuthenticationError");
    assert.deepEqual(kit.trail(), ["GET 200", "pause null", "GET 401"]);
  });

  it("counts as accepted once its effect is seen, so that a later failure keeps it", async () => {
    kit.emulator.patchSettings({ uploadingMs: 86_400_000 });
    kit.emulator.addFault({ kind: "dropAfter", ...PUT });
    const { id } = kit.emulator.createRecording();
    const { error, journal } = await kit.run(id, { state: "stopped", waitForUpload: true });
    assert.match(
      error?.message ?? "",
      /was not uploaded after 5m; its status was UPLOADING .*accepted "stop"/,
    );
    assert.equal(journal.accepted, "stop");
    assert.equal(journal.recording?.status, "UPLOADING");
    assert.deepEqual(kit.sent(), ["stop"]);
  });
});

describe("an answer that lags behind", () => {
  const kit = useReconciler();

  it("to the action itself is not believed: the recording is looked at", async () => {
    kit.emulator.patchSettings({ putAnswer: "old" });
    const { id } = kit.emulator.createRecording();
    const { recording } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.trail(), ["GET 200", "pause 200", "GET 200"]);
  });

  it("to the reads after it is waited out, without a second action", async () => {
    kit.emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 4 });
    const { id } = kit.emulator.createRecording();
    const { recording } = await kit.run(id, { state: "paused" });
    assert.equal(recording?.status, "PAUSED");
    assert.deepEqual(kit.trail().slice(0, 2), ["GET 200", "pause 200"]);
    assert.equal(kit.trail().length, 2 + 5);
  });

  it("for half a minute is waited out as well", async () => {
    kit.emulator.patchSettings({ putAnswer: "old", staleMsAfterPut: 30_000 });
    const { id } = kit.emulator.createRecording({ status: "PAUSED" });
    const { recording, tookMs } = await kit.run(id, { state: "recording" });
    assert.equal(recording?.status, "RECORDING");
    assert.deepEqual(kit.sent(), ["resume"]);
    assert.ok(tookMs >= 30_000 && tookMs < 45_000, `took ${tookMs} ms`);
  });
});
