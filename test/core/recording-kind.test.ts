/** What the hooks get from `Recording`: whether to look, what is coming, what was found, and when nothing is left to do. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator/index";
import { AuthenticationError } from "../../provider/api/errors";
import { recordingSchema } from "../../provider/api/wire";
import { RecordingEndedError, RecordingNotFoundError } from "../../provider/core/errors";
import { type RecordingInputs, RULES } from "../../provider/core/inputs";
import { readOutputs } from "../../provider/core/outputs";
import { recordingKind } from "../../provider/core/recording-kind";
import type { Journal } from "../../provider/core/wait";
import { INPUTS, observed } from "./fixtures";
import { useMeetings } from "./meeting-kit";

/** Old inputs against new ones, and whether `check` should look. */
const WORTH: [olds: Partial<RecordingInputs>, news: Partial<RecordingInputs>, isWorth: boolean][] = [
  [{}, {}, false],
  [{ recordingId: "other" }, {}, true],
  [{ accountId: "other" }, { state: "stopped" }, true],
  [{ appId: "other" }, { whenEnded: "accept" }, true],
  [{ state: "paused" }, {}, true],
  [{ whenEnded: "accept" }, {}, true],
  [{}, { state: "stopped" }, false],
  [{ state: "paused" }, { whenEnded: "accept" }, false],
  [{ onDelete: "stop" }, {}, false],
];

/** Every input of the resource, and whether a preview can say nothing before it is known. */
const DECISIVE: Record<keyof Required<RecordingInputs>, boolean> = {
  accountId: true,
  appId: true,
  recordingId: true,
  state: true,
  whenEnded: true,
  waitForUpload: true,
  onDelete: false,
  timeouts: false,
};

describe("the preview of a Recording", () => {
  for (const [name, isDecisive] of Object.entries(DECISIVE)) {
    it(`looks ${isDecisive ? "only when" : "also before"} ${name} is known`, () => {
      assert.equal((recordingKind.decisive as readonly string[]).includes(name), isDecisive);
    });
  }
});

describe("the live recording", () => {
  for (const [olds, news, isWorth] of WORTH) {
    it(`is ${isWorth ? "" : "not "}worth a look for ${JSON.stringify(olds)} now ${JSON.stringify(news)}`, () => {
      assert.equal(recordingKind.isWorthLooking({ ...INPUTS, ...olds }, { ...INPUTS, ...news }), isWorth);
    });
  }
});

describe("the deletion of a Recording", () => {
  for (const [onDelete, status, isReleased] of [
    ["leave", "RECORDING", true],
    ["stop", "RECORDING", false],
    ["stop", "UPLOADING", true],
  ] as const) {
    it(`has ${isReleased ? "nothing" : "something"} to do for onDelete "${onDelete}" at ${status}`, () => {
      assert.equal(recordingKind.isReleased({ ...INPUTS, ...observed(status), onDelete }), isReleased);
    });
  }
});

type Stored = Parameters<typeof recordingKind.find>[0];

describe("a Recording", () => {
  const kit = useMeetings();

  it("has the name that messages give it", () => assert.equal(recordingKind.name, "Recording"));

  const declared = (status: "RECORDING" | "PAUSED" | "UPLOADED", args: Partial<RecordingInputs> = {}) => {
    const { id: recordingId } = kit.emulator.createRecording({ status });
    return { ...INPUTS, accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID, recordingId, ...args };
  };
  const begin = (isLiveCheck = true) => ({ ...kit.begin().operation, isLiveCheck });

  it("that is in place is announced to do nothing, and one that isn't to be acted on", async () => {
    const inputs = declared("PAUSED");
    assert.deepEqual(await recordingKind.foresee({ ...inputs, state: "paused" }, undefined, begin()), {
      willAct: false,
    });
    assert.deepEqual(await recordingKind.foresee(inputs, undefined, begin()), {
      text: 'will resume the recording: declared "recording", observed PAUSED',
      willAct: true,
    });
  });

  it("is announced by the state file where nothing is looked at, or where it had ended", async () => {
    const inputs = declared("PAUSED");
    const { recordingId } = inputs;
    const stored = (status: string) => ({ ...inputs, ...observed(status), recordingId });
    assert.equal((await recordingKind.foresee(inputs, stored("RECORDING"), begin(false))).willAct, false);
    await assert.rejects(recordingKind.foresee(inputs, stored("UPLOADED"), begin()), RecordingEndedError);
    assert.deepEqual(kit.trail(), []);
    assert.equal((await recordingKind.foresee(inputs, stored("RECORDING"), begin())).willAct, true);
    assert.equal(kit.trail().length, 1);
  });

  it("is brought to its state, and gives its outputs also where that fails", async () => {
    const inputs = declared("PAUSED");
    assert.equal((await recordingKind.bring(inputs, undefined, begin())).status, "RECORDING");
    const operation = begin();
    const recording = observed("PAUSED", { recordingId: inputs.recordingId });
    const outs = recordingKind.outputsSoFar(inputs, { ...operation, journal: { recording } });
    assert.deepEqual([outs.status, outs.state, outs.sessionId], ["PAUSED", "recording", undefined]);
  });

  it("keeps what its preview showed where an answer leaves it out, and has nothing of it without an answer", () => {
    const inputs = { ...INPUTS, startedTime: "9:00" };
    const outsOf = (journal: Journal) => recordingKind.outputsSoFar(inputs, { ...begin(), journal });
    assert.equal(outsOf({ recording: observed("PAUSED") }).startedTime, "9:00");
    assert.equal(outsOf({ recording: observed("PAUSED", { startedTime: "9:01" }) }).startedTime, "9:01");
    assert.equal(outsOf({}).startedTime, undefined);
  });

  it("that can't be read is an error, and not one that is gone", async () => {
    const inputs = declared("RECORDING");
    kit.emulator.addFault({ kind: "status", status: 403 });
    await assert.rejects(
      recordingKind.find({ ...inputs, status: "RECORDING" }, begin()),
      AuthenticationError,
    );
  });

  for (const [status, args, state] of [
    ["PAUSED", {}, "paused"],
    ["UPLOADED", {}, "stopped"],
    ["UPLOADED", { whenEnded: "accept" }, "recording"],
    ["PAUSED", { whenEnded: "accept" }, "paused"],
  ] as const) {
    it(`is found as "${state}" where ${status} goes on for ${JSON.stringify(args)}`, async () => {
      const inputs = declared(status, args);
      const stored = { ...inputs, status: "RECORDING", schemaVersion: 1 };
      const found = await recordingKind.find(stored, begin());
      assert.ok(found);
      assert.deepEqual([found.inputs.state, found.outs.status, found.outs.state], [state, status, state]);
      // What can't change any more is kept among the inputs, for the next preview.
      const { invokedTime } = found.inputs as { invokedTime?: string };
      assert.equal(invokedTime, found.outs.invokedTime);
    });
  }

  it("that is only looked up has no outputs among its inputs, and the reason for its start", async () => {
    const inputs = declared("RECORDING");
    const found = await recordingKind.find({ ...inputs, status: "RECORDING" }, begin());
    assert.ok(!("invokedTime" in (found?.inputs ?? {})));
    assert.equal(found?.outs.recordingId, inputs.recordingId);
    assert.deepEqual(kit.trail(), ["recordings.get 200"]);
  });

  it("that is refreshed among others gets the reasons that a list lacks where the state lacks them, too", async () => {
    const statuses = ["RECORDING", "UPLOADED", "UPLOADED", "RECORDING", "RECORDING"] as const;
    const looked = statuses.map((status) => declared(status));
    const look = begin();
    const found = await Promise.all(looked.map((inputs) => recordingKind.find(inputs as Stored, look)));
    const stored = found.map((one) => readOutputs(one?.outs ?? {}, RULES) as unknown as Stored);
    delete (stored[0] as { startReason?: unknown }).startReason;
    kit.emulator.patchRecording(String(stored[3]?.recordingId), { status: "UPLOADED" });
    kit.emulator.clearRequests();
    const refresh = begin();
    const again = await Promise.all(stored.map((one) => recordingKind.find(one, refresh)));
    for (const one of again) {
      const { recordingId, status, startReason, stopReason } = one?.outs ?? {};
      const { start_reason, stop_reason } = kit.emulator.getRecording(String(recordingId));
      const reasons = recordingSchema.parse({ id: recordingId, status, start_reason, stop_reason });
      assert.deepEqual([startReason, stopReason ?? undefined], [reasons.startReason, reasons.stopReason]);
    }
    const reads = (endpoint: "recordings.get" | "recordings.list") =>
      kit.emulator.requests({ endpoint }).length;
    assert.deepEqual([reads("recordings.get"), reads("recordings.list")], [3, 2]);
  });

  it("that is gone is not found, and is told by its id", async () => {
    const inputs = declared("RECORDING");
    kit.emulator.deleteRecording(inputs.recordingId);
    const stored = { ...inputs, status: "RECORDING" };
    assert.equal(await recordingKind.find(stored, begin()), undefined);
    assert.ok(recordingKind.missing(stored) instanceof RecordingNotFoundError);
    await recordingKind.release({ ...stored, onDelete: "stop" }, begin());
    assert.deepEqual(kit.sent(), []);
  });

  it("is stopped where it is released, and its file isn't waited for", async () => {
    const inputs = declared("RECORDING", { onDelete: "stop" });
    await recordingKind.release({ ...inputs, status: "RECORDING" }, begin());
    assert.deepEqual(kit.sent(), ["stop 200"]);
    assert.equal(kit.emulator.getRecording(inputs.recordingId).status, "UPLOADING");
  });
});
