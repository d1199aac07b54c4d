/** Any history of a recording moves along the documented lifecycle. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Emulator, startEmulator } from "../../emulator/index";
import { RECORDING_ACTIONS } from "../../emulator/model/recording";
import { KIT_PATH, sendRequest } from "./kit";

describe("any history of a recording", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
    emulator.clock.freeze(true);
  });
  after(() => emulator.close());

  const FOLLOWS: Record<string, string[]> = {
    INVOKED: ["RECORDING"],
    RECORDING: ["PAUSED", "UPLOADING"],
    PAUSED: ["RECORDING", "UPLOADING"],
    UPLOADING: ["UPLOADED"],
    UPLOADED: [],
  };
  const step = fc.oneof(fc.constantFrom(...RECORDING_ACTIONS), fc.integer({ min: 1, max: 2_500 }));

  it("moves only along the documented lifecycle, with times in order", async () => {
    const url = `${emulator.baseUrl}${KIT_PATH}/recordings`;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { id } = emulator.createRecording({ status: "INVOKED" });
        let last = "INVOKED";
        for (const next of steps) {
          if (typeof next === "number") emulator.clock.advance(next);
          else await sendRequest(`${url}/${id}`, "PUT", { body: { action: next } });
          const { status, invoked_time, started_time, stopped_time } = emulator.getRecording(id);
          assert.ok(status === last || FOLLOWS[last]?.includes(status), `${last} -> ${status}`);
          const times = [invoked_time, started_time, stopped_time].filter((time) => time !== null);
          assert.deepEqual(times, [...times].sort());
          assert.equal(stopped_time === null, !status.startsWith("UPLOAD"));
          last = status;
        }
      }),
      { numRuns: 50 },
    );
  });
});
