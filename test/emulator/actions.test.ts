/** Pause, resume and stop in every status. */

import assert from "node:assert/strict";
import {
  RECORDING_ACTIONS,
  RECORDING_STATUSES,
  type RecordingAction,
  type RecordingStatus,
} from "../../emulator/model/recording";
import { UNKNOWN_ID, useEmulator } from "./kit";

type Expected = RecordingStatus | 400;

/** The new status, or 400 for what is refused by default. */
const EXPECTED: Record<RecordingStatus, Record<RecordingAction, Expected>> = {
  INVOKED: { pause: 400, resume: 400, stop: 400 },
  RECORDING: { pause: "PAUSED", resume: 400, stop: "UPLOADING" },
  PAUSED: { pause: 400, resume: "RECORDING", stop: "UPLOADING" },
  UPLOADING: { pause: 400, resume: 400, stop: 400 },
  UPLOADED: { pause: 400, resume: 400, stop: 400 },
  ERRORED: { pause: 400, resume: 400, stop: 400 },
};

const CELLS = RECORDING_STATUSES.flatMap((status) =>
  RECORDING_ACTIONS.map((action) => ({ status, action, expected: EXPECTED[status][action] })),
);

describe("an action on a recording", () => {
  const kit = useEmulator();

  for (const { status, action, expected } of CELLS) {
    it(`answers ${action} in ${status} with ${expected}`, async () => {
      const { id } = kit.emulator.createRecording({ status });
      const answer = await kit.put(id, action);
      if (expected === 400) {
        const message = `Recording is not in progress. Current status is ${status}`;
        assert.equal(answer.status, 400);
        assert.deepEqual(answer.body, { success: false, error: { code: 400, message } });
        assert.equal(kit.emulator.getRecording(id).status, status);
      } else {
        assert.equal(answer.status, 200);
        assert.equal(answer.body.data.status, expected);
        assert.equal(kit.emulator.getRecording(id).status, expected);
      }
    });
  }

  it("says who stopped the recording, and when", async () => {
    const { id } = kit.emulator.createRecording();
    const { body } = await kit.put(id, "stop");
    assert.equal(body.data.stop_reason?.reason, "API_CALL");
    assert.equal(body.data.stopped_time, new Date(kit.emulator.clock.now()).toISOString());
  });

  const WRONG_BODIES: [string, unknown][] = [
    ["no body", undefined],
    ["no JSON", "{"],
    ["no action", {}],
    ["an unknown action", { action: "delete" }],
    ["an action that is not a string", { action: 1 }],
  ];
  for (const [name, body] of WRONG_BODIES) {
    it(`answers ${name} with 422 and changes nothing`, async () => {
      const { id } = kit.emulator.createRecording();
      const answer = await kit.request("PUT", `/recordings/${id}`, { body });
      assert.equal(answer.status, 422);
      assert.equal(answer.body.error.code, 422);
      assert.equal(kit.emulator.getRecording(id).status, "RECORDING");
    });
  }

  it("answers an unknown recording with 404", async () => {
    const answer = await kit.put(UNKNOWN_ID, "stop");
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, { success: false, error: { code: 404, message: "Recording not found" } });
  });

  it("answers an id that is no UUID with 422", async () => {
    assert.equal((await kit.put("not-a-uuid", "stop")).status, 422);
  });
});
