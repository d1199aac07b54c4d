/** The settings that change the answer to pause, resume and stop. */

import assert from "node:assert/strict";
import { sendRequest, UUID_APP_ID, useEmulator } from "./kit";

describe("the settings for actions", () => {
  const kit = useEmulator();

  const SWITCHED = [
    { settings: { illegalAction: 409 }, status: "UPLOADED", action: "pause", answer: 409, after: "UPLOADED" },
    { settings: { illegalAction: 409 }, status: "INVOKED", action: "stop", answer: 409, after: "INVOKED" },
    {
      settings: { illegalAction: "accept" },
      status: "UPLOADED",
      action: "resume",
      answer: 200,
      after: "UPLOADED",
    },
    {
      settings: { illegalAction: "accept" },
      status: "INVOKED",
      action: "stop",
      answer: 200,
      after: "INVOKED",
    },
    {
      settings: { stopWhileInvoked: "accept" },
      status: "INVOKED",
      action: "stop",
      answer: 200,
      after: "UPLOADING",
    },
    {
      settings: { stopWhileInvoked: "accept" },
      status: "INVOKED",
      action: "pause",
      answer: 400,
      after: "INVOKED",
    },
    {
      settings: { repeatedAction: "accept" },
      status: "PAUSED",
      action: "pause",
      answer: 200,
      after: "PAUSED",
    },
    {
      settings: { repeatedAction: "accept" },
      status: "RECORDING",
      action: "resume",
      answer: 200,
      after: "RECORDING",
    },
    {
      settings: { repeatedAction: "accept" },
      status: "UPLOADED",
      action: "stop",
      answer: 200,
      after: "UPLOADED",
    },
    {
      settings: { repeatedAction: "accept" },
      status: "UPLOADED",
      action: "pause",
      answer: 400,
      after: "UPLOADED",
    },
  ] as const;
  for (const { settings, status, action, answer, after } of SWITCHED) {
    it(`with ${JSON.stringify(settings)} answer ${action} in ${status} with ${answer}`, async () => {
      const { id } = kit.emulator.createRecording({ status });
      kit.emulator.patchSettings(settings);
      assert.equal((await kit.put(id, action)).status, answer);
      assert.equal(kit.emulator.getRecording(id).status, after);
    });
  }

  it("put the status and the action into the wording of a refusal", async () => {
    kit.emulator.patchSettings({ illegalActionMessage: "cannot {action} when {status}" });
    const { id } = kit.emulator.createRecording({ status: "ERRORED" });
    assert.equal((await kit.put(id, "pause")).body.error.message, "cannot pause when ERRORED");
  });

  it("let the answer to a PUT show the status from before", async () => {
    kit.emulator.patchSettings({ putAnswer: "old" });
    const { id } = kit.emulator.createRecording();
    assert.equal((await kit.put(id, "pause")).body.data.status, "RECORDING");
    assert.equal((await kit.get(id)).body.data.status, "PAUSED");
  });

  it("let PUT alone demand an app id of 32 hex digits", async () => {
    kit.emulator.patchSettings({ strictAppIdOnPut: true });
    const { id, account_id, app_id } = kit.emulator.createRecording({ app_id: UUID_APP_ID });
    const url = `${kit.emulator.baseUrl}/accounts/${account_id}/realtime/kit/${app_id}/recordings/${id}`;
    assert.equal((await sendRequest(url, "PUT", { body: { action: "pause" } })).status, 422);
    assert.equal((await sendRequest(url, "GET")).status, 200);
    assert.equal((await kit.put(kit.emulator.createRecording().id, "pause")).status, 200);
  });
});
