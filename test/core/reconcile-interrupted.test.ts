/** Long waits that are interrupted: they end there and then, send nothing more, and what was done before stays known. */

import assert from "node:assert/strict";
import type { RecordingInput, SettingsPatch } from "../../emulator/index";
import type { Goal } from "../../provider/core/reconcile";
import { useReconciler } from "./kit";

const HOUR_MS = 3_600_000;

interface LongWait {
  readonly name: string;
  readonly recording?: RecordingInput;
  readonly settings?: SettingsPatch;
  readonly goal: Partial<Goal>;
  readonly timeoutMs: number;
  readonly interruptAfterMs: number;
  /** What it would have gone on with. */
  readonly sent: string[];
  /** The journal that the state is made from. */
  readonly accepted?: string;
  readonly status: string;
}

const WAITS: readonly LongWait[] = [
  {
    name: "an upload that takes an hour",
    settings: { uploadingMs: HOUR_MS },
    goal: { state: "stopped", waitForUpload: true },
    timeoutMs: 2 * HOUR_MS,
    interruptAfterMs: HOUR_MS - 60_000,
    sent: ["stop"],
    accepted: "stop",
    status: "UPLOADING",
  },
  {
    name: "a recording that is stuck INVOKED, before it is stopped",
    recording: { status: "INVOKED", held: true },
    goal: { state: "stopped" },
    timeoutMs: HOUR_MS,
    interruptAfterMs: HOUR_MS / 2,
    sent: [],
    status: "INVOKED",
  },
  {
    name: "an action that the API accepted but doesn't show",
    settings: { putAnswer: "old", staleReadsAfterPut: 1_000 },
    goal: { state: "paused" },
    timeoutMs: HOUR_MS,
    interruptAfterMs: HOUR_MS / 2,
    sent: ["pause"],
    accepted: "pause",
    status: "RECORDING",
  },
];

describe("a wait that is interrupted", () => {
  const kit = useReconciler();

  for (const { name, recording = {}, settings = {}, goal, ...wait } of WAITS) {
    it(`for ${name} ends then, and keeps what was done`, async () => {
      kit.emulator.patchSettings(settings);
      const { id } = kit.emulator.createRecording(recording);
      const { timeoutMs, interruptAfterMs } = wait;
      const { error, journal, tookMs } = await kit.run(id, goal, { timeoutMs, interruptAfterMs });
      assert.equal(error?.name, "InterruptedError");
      assert.equal(tookMs, interruptAfterMs);
      assert.deepEqual([journal.accepted, journal.recording?.status], [wait.accepted, wait.status]);
      assert.deepEqual(kit.sent(), wait.sent);
    });
  }

  it("is gone on with by the next run, which sends nothing twice", async () => {
    kit.emulator.patchSettings({ uploadingMs: HOUR_MS });
    const { id } = kit.emulator.createRecording();
    const goal = { state: "stopped", waitForUpload: true } as const;
    const timeoutMs = 2 * HOUR_MS;
    await kit.run(id, goal, { timeoutMs, interruptAfterMs: 60_000 });
    const { recording } = await kit.run(id, goal, { timeoutMs });
    assert.deepEqual([recording?.status, kit.sent()], ["UPLOADED", ["stop"]]);
  });

  it("between two tries of an action sends no second one", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: "always", match: { method: "PUT" } });
    const { id } = kit.emulator.createRecording();
    const { error, journal } = await kit.run(id, { state: "stopped" }, { interruptAfterMs: 100 });
    assert.equal(error?.name, "InterruptedError");
    assert.deepEqual([journal.accepted, journal.lost], [undefined, "stop"]);
    assert.deepEqual(kit.sent(), ["stop"]);
  });
});

/** What happens in the meeting while an hour's upload, or a beginning that doesn't come, is waited for. */
describe("a meeting that ends while a recording is waited for", () => {
  const kit = useReconciler();

  it("ends the wait for the beginning with the reason, long before the deadline", async () => {
    const { id, meeting_id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    const beforeRequest = (number: number) => {
      if (number !== 20) return;
      kit.emulator.patchMeeting(meeting_id, { live_participants: 0 });
      kit.emulator.patchRecording(id, { status: "UPLOADING", stop_reason: { reason: "ALL_PEERS_LEFT" } });
    };
    const run = await kit.run(id, { state: "paused" }, { timeoutMs: HOUR_MS, beforeRequest });
    assert.match(run.error?.message ?? "", /^RecordingEndedError: .* everybody had left the meeting/);
    assert.ok(run.tookMs < HOUR_MS / 10, `took ${run.tookMs} ms`);
    assert.deepEqual(kit.sent(), []);
  });

  it("is no matter to a wait for the file: the recording is over already", async () => {
    kit.emulator.patchSettings({ uploadingMs: HOUR_MS });
    const { id, meeting_id } = kit.emulator.createRecording();
    const beforeRequest = (number: number) =>
      number === 20 && kit.emulator.patchMeeting(meeting_id, { live_participants: 0 });
    const goal = { state: "stopped", waitForUpload: true } as const;
    const { recording } = await kit.run(id, goal, { timeoutMs: 2 * HOUR_MS, beforeRequest });
    assert.deepEqual([recording?.status, kit.sent()], ["UPLOADED", ["stop"]]);
  });
});
