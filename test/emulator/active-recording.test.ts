/** Finding the active recording of a meeting. */

import assert from "node:assert/strict";
import { UNKNOWN_ID, useEmulator } from "./kit";

describe("GET recordings/active-recording", () => {
  const kit = useEmulator();
  const active = (meetingId: string) => kit.request("GET", `/recordings/active-recording/${meetingId}`);

  for (const status of ["INVOKED", "RECORDING", "PAUSED"] as const) {
    it(`finds a recording that is ${status}, without reasons and storage`, async () => {
      const { id, meeting_id } = kit.emulator.createRecording({ status });
      const { body } = await active(meeting_id);
      assert.equal(body.data.id, id);
      assert.equal(body.data.status, status);
      for (const name of ["start_reason", "stop_reason", "storage_config"])
        assert.ok(!(name in body.data), name);
    });
  }

  for (const status of ["UPLOADING", "UPLOADED", "ERRORED"] as const) {
    it(`answers 404 when the only recording is ${status}`, async () => {
      const { meeting_id } = kit.emulator.createRecording({ status });
      const answer = await active(meeting_id);
      assert.equal(answer.status, 404);
      assert.deepEqual(Object.keys(answer.body), ["success", "error"]);
      assert.equal(answer.body.error.code, 404);
    });
  }

  it("shows the latest when there are several", async () => {
    const { meeting_id } = kit.emulator.createRecording();
    kit.emulator.clock.advance(10_000);
    const { id } = kit.emulator.createRecording({ meeting_id });
    assert.equal((await active(meeting_id)).body.data.id, id);
  });

  it("answers 404 to an unknown meeting and to anything that is no id", async () => {
    for (const id of [UNKNOWN_ID, "abcdef-ghijkl"]) assert.equal((await active(id)).status, 404);
  });
});
