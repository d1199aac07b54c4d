/** Pause, resume and stop, in every status and under every setting that changes the answer. */

import assert from "node:assert/strict";
import {
  RECORDING_ACTIONS,
  RECORDING_STATUSES,
  type RecordingAction,
  type RecordingStatus,
} from "../../emulator/model/recording.js";
import { sendRequest, UNKNOWN_ID, UUID_APP_ID, useEmulator } from "./kit.js";

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

describe("a read after a PUT", () => {
  const kit = useEmulator();

  it("shows the old status for as many reads as the settings say", async () => {
    kit.emulator.patchSettings({ staleReadsAfterPut: 2 });
    const { id, meeting_id } = kit.emulator.createRecording();
    await kit.put(id, "pause");
    const list = await kit.request<{ data: { status: string }[] }>(
      "GET",
      `/recordings?meeting_id=${meeting_id}`,
    );
    const seen = [list.body.data[0]?.status];
    for (let i = 0; i < 2; i++) seen.push((await kit.get(id)).body.data.status);
    assert.deepEqual(seen, ["RECORDING", "RECORDING", "PAUSED"]);
  });

  it("shows the old status for as long as the settings say", async () => {
    kit.emulator.patchSettings({ staleMsAfterPut: 500 });
    const { id } = kit.emulator.createRecording();
    await kit.put(id, "stop");
    kit.emulator.clock.advance(499);
    assert.equal((await kit.get(id)).body.data.status, "RECORDING");
    kit.emulator.clock.advance(1);
    assert.equal((await kit.get(id)).body.data.status, "UPLOADING");
  });

  it("filters a list by the status that the list shows", async () => {
    kit.emulator.patchSettings({ staleReadsAfterPut: 1 });
    const { id } = kit.emulator.createRecording();
    await kit.put(id, "pause");
    const count = async (status: string) => {
      const answer = await kit.request<{ paging: { total_count: number } }>(
        "GET",
        `/recordings?status=${status}`,
      );
      return answer.body.paging.total_count;
    };
    assert.deepEqual([await count("PAUSED"), await count("RECORDING"), await count("PAUSED")], [0, 1, 1]);
  });

  it("does not keep a PUT from acting on the true status", async () => {
    kit.emulator.patchSettings({ staleReadsAfterPut: 5 });
    const { id } = kit.emulator.createRecording();
    await kit.put(id, "pause");
    assert.equal((await kit.put(id, "pause")).status, 400);
    assert.equal((await kit.put(id, "resume")).status, 200);
  });
});
