/** The outputs that a preview is told ahead: whatever is called fixed stays as it is for the rest of the recording. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { recordingSchema } from "../../provider/api/wire";
import { FIXED_FROM, fixedOutputs, keptOutputs, withoutKept } from "../../provider/core/known-ahead";
import { DESIRED_STATES } from "../../provider/core/status";
import type { observed } from "./fixtures";
import { type Kit, useReconciler } from "./kit";

const RUNNING = ["outputFileName", "invokedTime", "startedTime", "sessionId", "startReason"];
const ENDED = [...RUNNING, "stoppedTime"];
const ALL = [...ENDED, "stopReason", "recordingDuration", "fileSize", "storage"];
const NEVER = ["recordingId", "status", "downloadUrl", "audioDownloadUrl", "downloadUrlExpiry"];

/** A recording of which the API says everything there is to say. */
const TALKATIVE = {
  ...Object.fromEntries([...ALL, ...NEVER].map((name) => [name, `the ${name}`])),
  recordingDuration: 3600,
  fileSize: 900_000_000,
} as unknown as ReturnType<typeof observed>;

describe("the outputs that are fixed", () => {
  const TABLE: [status: string, names: string[]][] = [
    ["INVOKED", RUNNING],
    ["RECORDING", RUNNING],
    ["PAUSED", RUNNING],
    ["UPLOADING", ENDED],
    ["UPLOADED", ALL],
    ["ERRORED", ALL],
    ["A_STATUS_TO_COME", RUNNING],
  ];
  for (const [status, names] of TABLE) {
    it(`are ${names.length} of a recording that is ${status}`, () => {
      assert.deepEqual(Object.keys(fixedOutputs({ ...TALKATIVE, status }, {}, FIXED_FROM)), names);
    });
  }

  it("are only those that have a value yet", () => {
    assert.deepEqual(fixedOutputs({ recordingId: "r", status: "INVOKED" }, {}, FIXED_FROM), {});
  });

  it("leave out what the program keeps secret, where it is observed and where it is kept", () => {
    const inputs = { __secretOutputs: ["outputFileName", "downloadUrl"] };
    const fixed = fixedOutputs({ ...TALKATIVE, status: "RECORDING" }, inputs, FIXED_FROM);
    assert.deepEqual(Object.keys(fixed), RUNNING.slice(1));
    const keys = { identity: [], knownAhead: FIXED_FROM };
    assert.deepEqual(keptOutputs({ outputFileName: "a.mp4" }, inputs, keys), {});
  });
});

describe("the outputs that are kept", () => {
  const keys = { identity: ["recordingId"], knownAhead: FIXED_FROM };
  const olds = { recordingId: "r", state: "paused", status: "PAUSED", startedTime: "9:00", fileSize: null };

  it("are those of the table, as long as the identity is the same", () => {
    assert.deepEqual(keptOutputs(olds, { recordingId: "r" }, keys), { startedTime: "9:00" });
    assert.deepEqual(keptOutputs(olds, { recordingId: "other" }, keys), {});
    assert.deepEqual(keptOutputs({}, { recordingId: "r" }, keys), {});
  });

  it("are none where one of several ids is another", () => {
    const both = { identity: ["appId", "recordingId"], knownAhead: FIXED_FROM };
    const old = { ...olds, appId: "a" };
    assert.deepEqual(keptOutputs(old, { appId: "a", recordingId: "r" }, both), { startedTime: "9:00" });
    assert.deepEqual(keptOutputs(old, { appId: "b", recordingId: "r" }, both), {});
  });

  it("are dropped from the inputs where ignoreChanges copied them, and another value is not", () => {
    const news = { recordingId: "r", state: "paused", startedTime: "9:00", sessionId: "given" };
    const { startedTime, ...rest } = news;
    assert.deepEqual(withoutKept(olds, news, FIXED_FROM), rest);
    assert.deepEqual(withoutKept({}, news, FIXED_FROM), news);
  });
});

describe("whatever happens to a recording", () => {
  const kit = useReconciler();
  const step = fc.oneof(fc.constantFrom(...DESIRED_STATES), fc.integer({ min: 1, max: 600_000 }));

  it("what was called fixed once has the same value ever after", async () => {
    const steps = fc.array(step, { maxLength: 6 });
    const from = fc.constantFrom("INVOKED", "RECORDING", "PAUSED", "UPLOADING");
    await fc.assert(
      fc.asyncProperty(from, steps, fc.boolean(), async (status, run, earlyStopErrors) => {
        kit.emulator.reset();
        kit.emulator.clock.freeze(true);
        kit.emulator.patchSettings({ earlyStopErrors });
        const { id } = kit.emulator.createRecording({ status });
        let fixed = fixedNow(kit, id);
        for (const next of run) {
          if (typeof next === "number") kit.emulator.clock.advance(next);
          else await kit.run(id, { state: next, whenEnded: "accept" });
          const later = fixedNow(kit, id);
          assert.deepEqual({ ...later, ...fixed }, later);
          fixed = later;
        }
      }),
      { numRuns: 60 },
    );
  });
});

const fixedNow = ({ emulator }: Kit, id: string) =>
  fixedOutputs(recordingSchema.parse(emulator.getRecording(id)), {}, FIXED_FROM);
