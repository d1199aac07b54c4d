/** The answer to a start gets lost: what runs is looked for, and a start is never sent again. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { loseStartAndLooks, useMeetings } from "./meeting-kit";

const POST = { match: { endpoint: "recordings.start" as const } };

/** Answers that get lost, and whether the recording was started. */
const LOST: [name: string, fault: FaultInput, hasEffect: boolean][] = [
  ["dropped before the effect", { kind: "dropBefore" }, false],
  ["reset before the effect", { kind: "dropBefore", reset: true }, false],
  ["dropped after the effect", { kind: "dropAfter" }, true],
  ["reset after the effect", { kind: "dropAfter", reset: true }, true],
  ["truncated", { kind: "truncated" }, true],
  ["a 500 before the effect", { kind: "status", status: 500 }, false],
  ["a 500 after the effect", { kind: "status", status: 500, when: "after" }, true],
  ["a page of HTML after the effect", { kind: "html5xx", when: "after" }, true],
  ["no JSON after the effect", { kind: "notJson", when: "after" }, true],
  [
    "a 429 after the effect",
    { kind: "status", status: 429, headers: { "Retry-After": "2" }, when: "after" },
    true,
  ],
];

describe("a start whose answer is lost", () => {
  const kit = useMeetings();

  it("is told as lost, and kept for the state, where the recording found after it doesn't begin in time", async () => {
    kit.emulator.patchSettings({ invokedMs: 600_000 });
    kit.emulator.addFault({ kind: "dropAfter", ...POST });
    const { error, journal } = await kit.bring(kit.declare());
    assert.match(String(error?.message), /"start" was sent, but its answer got lost/);
    assert.deepEqual([journal.lost, journal.origin], ["start", "adopted"]);
  });

  for (const [name, fault, hasEffect] of LOST) {
    it(`(${name}) is looked for, and never sent again`, async () => {
      const inputs = kit.declare({ state: "paused" });
      kit.emulator.addFault({ ...fault, ...POST });
      const { outs, error } = await kit.bring(inputs);
      assert.equal(kit.emulator.requests({ method: "POST" }).length, 1);
      assert.equal(kit.emulator.listRecordings().length, hasEffect ? 1 : 0);
      if (hasEffect) assert.deepEqual([outs?.status, outs?.origin], ["PAUSED", "adopted"]);
      else assert.match(String(error?.message), /^StartUnconfirmedError: .*so it was not asked for again: /);
    });
  }

  it("is looked for among all recordings, but one that had ended before isn't taken for it", async () => {
    const inputs = kit.declare();
    kit.record(inputs, { status: "UPLOADED" });
    kit.emulator.addFault({ kind: "dropBefore", ...POST });
    assert.equal((await kit.bring(inputs)).error?.name, "StartUnconfirmedError");
    // One in a status that the API has added since would be missing from a list that is narrowed by status.
    const looked = kit.emulator.requests({ endpoint: "recordings.list" }).at(-1);
    assert.doesNotMatch(String(looked?.query), /status/);
  });

  it("is looked for over some ten seconds, or five where the operation has less left", async () => {
    for (const [timeoutMs, atLeastMs, atMostMs] of [
      [60_000, 9_000, 13_000],
      [1_000, 2_000, 5_000],
    ] as const) {
      kit.emulator.addFault({ kind: "dropBefore", ...POST });
      const { error, tookMs } = await kit.bring(kit.declare({ startWhenEmpty: true }), undefined, {
        timeoutMs,
      });
      assert.equal(error?.name, "StartUnconfirmedError", `within ${timeoutMs} ms`);
      assert.ok(tookMs >= atLeastMs && tookMs <= atMostMs, `took ${tookMs} of ${timeoutMs} ms`);
    }
  });

  it("is none where the API says that somebody else was first", async () => {
    const inputs = kit.declare();
    const { journal, said } = await kit.bring(inputs, undefined, {
      before: (call) => {
        if (call === "startRecording") kit.record(inputs, { status: "RECORDING" });
      },
    });
    assert.deepEqual([journal.lost, journal.origin], [undefined, "adopted"]);
    assert.ok(said.progress.includes("looking for the recording that runs"), said.progress.join("; "));
  });

  it("is gone on with by the next run, which takes the recording that began as its own", async () => {
    const inputs = kit.declare();
    loseStartAndLooks(kit);
    const { error } = await kit.bring(inputs);
    assert.ok(error);
    kit.emulator.clearFaults();
    const { outs } = await kit.bring(inputs);
    assert.deepEqual([outs?.status, outs?.origin], ["RECORDING", "adopted"]);
    assert.equal(kit.emulator.listRecordings().length, 1);
  });
});
