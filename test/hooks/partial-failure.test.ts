/** What create and update leave when they fail after the API accepted something, so that the next run goes on. */

import assert from "node:assert/strict";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import type { Props } from "../support/grpc";
import { HookError, type InitFailed } from "../support/hook-calls";
import { useHooks } from "../support/hooks-kit";

const SHORT = { timeouts: { create: "1s", update: "1s" } };

describe("a failure after the API accepted an action", () => {
  const kit = useHooks();

  /** Lets the API accept actions without ever showing their effect. */
  const lag = () => kit.emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });

  it("leaves a new resource with its id, its outputs and the reason", async () => {
    lag();
    const declared = kit.declare({ ...SHORT, state: "paused" });
    const { inputs } = await kit.hooks.check({}, declared);
    const { message, initFailed } = await failureOf(kit.hooks.create(inputs));
    assert.match(
      message,
      /^WaitTimeoutError: recording \S+ was not paused after 1s; its status was RECORDING when last seen\. The API accepted "pause"\. Run it again to go on waiting, or give it longer with the "timeouts" input\.$/,
    );
    assert.equal(initFailed.id, `${inputs.accountId}/${inputs.appId}/${inputs.recordingId}`);
    assert.deepEqual(initFailed.reasons, [message]);
    assert.deepEqual(pick(initFailed.properties, "__provider", "__urn", "state", "status", "schemaVersion"), {
      __provider: PROVIDER_TEXT,
      __urn: declared.__urn,
      state: "paused",
      status: "RECORDING",
      schemaVersion: 1,
    });
    assert.deepEqual(kit.actions(), ["pause"]);
  });

  it("is gone on with by the next update, which sends nothing when the action took effect meanwhile", async () => {
    lag();
    const { inputs } = await kit.hooks.check({}, kit.declare({ ...SHORT, state: "paused" }));
    const { initFailed } = await failureOf(kit.hooks.create(inputs));
    kit.emulator.patchRecording(String(inputs.recordingId), { held: true });
    kit.forget();
    const outs = await kit.hooks.update(initFailed.id, initFailed.properties, inputs);
    assert.deepEqual([kit.actions(), outs.status], [[], "PAUSED"]);
  });

  it("leaves an updated resource with what was observed last", async () => {
    const declared = await kit.create(SHORT);
    lag();
    const { inputs } = await kit.recheck(declared, { state: "stopped" });
    const { initFailed } = await failureOf(kit.hooks.update(declared.id, declared.outs, inputs));
    assert.equal(initFailed.id, declared.id);
    assert.deepEqual(pick(initFailed.properties, "__provider", "state", "status"), {
      __provider: PROVIDER_TEXT,
      state: "stopped",
      status: "RECORDING",
    });
  });

  it("says so too where the file that was waited for never came", async () => {
    kit.emulator.patchSettings({ earlyStopErrors: true, uploadingMs: 0 });
    const { inputs } = await kit.hooks.check({}, kit.declare({ state: "stopped", waitForUpload: true }));
    const { message, initFailed } = await failureOf(kit.hooks.create(inputs));
    assert.match(
      message,
      /^UploadFailedError: recording \S+ ended at \S+ .*; its status is ERRORED: there will be no file/,
    );
    assert.equal(initFailed.properties.status, "ERRORED");
  });

  it("is no partial failure when the API accepted nothing", async () => {
    kit.emulator.addFault({ kind: "status", status: 500, match: { method: "PUT" }, times: "always" });
    const { inputs } = await kit.hooks.check({}, kit.declare({ ...SHORT, state: "paused" }));
    await assert.rejects(kit.hooks.create(inputs), {
      message:
        /^WaitTimeoutError: recording \S+ was not paused after 1s; .* "pause" was sent, but its answer got lost\./,
      initFailed: undefined,
    });
  });
});

async function failureOf(hook: Promise<unknown>): Promise<{ message: string; initFailed: InitFailed }> {
  const error = await hook.then(
    () => assert.fail("it succeeds"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HookError && error.initFailed, String(error));
  return { message: error.message, initFailed: error.initFailed };
}

function pick(props: Props, ...names: string[]): Props {
  return Object.fromEntries(names.map((name) => [name, props[name]]));
}
