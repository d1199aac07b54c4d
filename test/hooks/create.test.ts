/** `create`: adopts the recording as it is found and brings it to its declared state. */

import assert from "node:assert/strict";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type RecordingAction,
  type RecordingStatus,
} from "../../emulator";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { useHooks } from "../support/hooks-kit";

const ADOPTED: [
  status: RecordingStatus,
  state: string,
  actions: RecordingAction[],
  after: RecordingStatus,
][] = [
  ["RECORDING", "recording", [], "RECORDING"],
  ["RECORDING", "paused", ["pause"], "PAUSED"],
  ["RECORDING", "stopped", ["stop"], "UPLOADING"],
  ["PAUSED", "recording", ["resume"], "RECORDING"],
  ["PAUSED", "paused", [], "PAUSED"],
  ["PAUSED", "stopped", ["stop"], "UPLOADING"],
  ["UPLOADING", "stopped", [], "UPLOADING"],
  ["UPLOADED", "stopped", [], "UPLOADED"],
  ["ERRORED", "stopped", [], "ERRORED"],
];

describe("create", () => {
  const kit = useHooks();

  for (const [status, state, actions, after] of ADOPTED) {
    it(`adopts ${status} as ${state} and sends ${actions.join() || "nothing"}`, async () => {
      const { inputs } = await kit.hooks.check({}, kit.declare({ state }, { status, held: true }));
      const { id, outs } = await kit.hooks.create(inputs);
      assert.equal(id, `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}/${inputs.recordingId}`);
      assert.deepEqual(kit.actions(), actions);
      assert.deepEqual([outs.state, outs.status], [state, after]);
    });
  }

  it("returns all inputs but those that the id says, and what the API says", async () => {
    const news = kit.declare(
      { state: "stopped", timeouts: { create: "1m" } },
      {
        status: "UPLOADED",
        storage_config: { type: "aws", bucket: "b", secret: "s3cr3t", access_key: "s3cr3t" },
      },
    );
    kit.emulator.patchSettings({ returnStorageSecrets: true });
    const { inputs } = await kit.hooks.check({}, news);
    const { id, outs } = await kit.hooks.create(inputs);
    const view = kit.emulator.getRecording(news.recordingId);
    const { downloadUrl, ...rest } = outs;
    const { accountId, appId, recordingId, ...others } = inputs;
    assert.equal(id, [accountId, appId, recordingId].join("/"));
    assert.match(String(downloadUrl), /^https:\/\/\S+X-Amz-Signature=/);
    assert.deepEqual(rest, {
      ...others,
      __provider: PROVIDER_TEXT,
      schemaVersion: 1,
      status: "UPLOADED",
      outputFileName: view.output_file_name,
      invokedTime: view.invoked_time,
      startedTime: view.started_time,
      stoppedTime: view.stopped_time,
      recordingDuration: 600,
      fileSize: view.file_size,
      downloadUrlExpiry: view.download_url_expiry,
      sessionId: view.session_id,
      startReason: { reason: "API_CALL", caller: { type: "ORGANIZATION", name: "RealtimeKit emulator" } },
      stopReason: { reason: "API_CALL", caller: { type: "USER", name: "Host" } },
      storage: { type: "aws", bucket: "b" },
    });
  });

  it("fails where the recording ended between the preview and the update", async () => {
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "paused" }));
    kit.emulator.patchRecording(String(inputs.recordingId), { status: "UPLOADED" });
    kit.forget();
    await assert.rejects(kit.hooks.create(inputs), {
      message: /^RecordingEndedError: /,
      initFailed: undefined,
    });
    assert.deepEqual(kit.actions(), []);
  });

  it("accepts that end with a warning where whenEnded says so", async () => {
    const declared = kit.declare({ state: "paused", whenEnded: "accept" });
    await kit.hooks.check({}, declared);
    kit.emulator.patchRecording(declared.recordingId, { status: "UPLOADED" });
    kit.forget();
    const { inputs } = await kit.hooks.check({}, declared);
    const { outs } = await kit.hooks.create(inputs);
    assert.deepEqual([outs.state, outs.status], ["paused", "UPLOADED"]);
    const { urn, severity, ephemeral, text } = await kit.engine.message(/ended/);
    assert.deepEqual([urn, severity, ephemeral], [declared.__urn, "warning", false]);
    assert.match(
      text,
      /^declared "paused", but the recording ended at \S+ because it was stopped .*accepted \(whenEnded\)$/,
    );
  });

  it("warns of a failed recording that is declared stopped", async () => {
    await kit.hooks.create(
      (await kit.hooks.check({}, kit.declare({ state: "stopped" }, { status: "ERRORED" }))).inputs,
    );
    const { severity } = await kit.engine.message(
      /^the recording ended at .*its status is ERRORED; there may be no file$/,
    );
    assert.equal(severity, "warning");
  });

  it("waits for a recording that is INVOKED, and only then sends its action", async () => {
    kit.emulator.clock.freeze(true);
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "paused" }, { status: "INVOKED" }));
    const created = kit.hooks.create(inputs);
    await kit.engine.message(/^INVOKED for 0s: waiting until it is RECORDING$/);
    assert.deepEqual(kit.actions(), []);
    kit.emulator.clock.advance(60_000);
    assert.equal((await created).outs.status, "PAUSED");
    assert.deepEqual(kit.actions(), ["pause"]);
  });

  it("waits for the file where waitForUpload says so", async () => {
    kit.emulator.clock.freeze(true);
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "stopped", waitForUpload: true }));
    const created = kit.hooks.create(inputs);
    await kit.engine.message(/^UPLOADING for 0s: waiting until it is uploaded$/);
    kit.emulator.clock.advance(60_000);
    const { outs } = await created;
    assert.equal(outs.status, "UPLOADED");
    assert.ok(Number(outs.fileSize) > 0 && String(outs.downloadUrl).startsWith("https://"));
    assert.deepEqual(kit.actions(), ["stop"]);
  });
});
