/** `update`: the same flow as create, from what is stored and whatever happened since. */

import assert from "node:assert/strict";
import { useHooks } from "../support/hooks-kit";

describe("update", () => {
  const kit = useHooks();

  it("sends one action for a changed state", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared, { state: "paused" });
    const outs = await kit.hooks.update(declared.id, declared.outs, inputs);
    assert.deepEqual(kit.actions(), ["pause"]);
    assert.deepEqual([outs.state, outs.status], ["paused", "PAUSED"]);
  });

  it("puts back what drifted", async () => {
    const declared = await kit.create({ state: "paused" }, { status: "PAUSED" });
    kit.emulator.patchRecording(declared.recordingId, { status: "RECORDING" });
    const outs = await kit.hooks.update(declared.id, declared.outs, declared.inputs);
    assert.deepEqual([kit.actions(), outs.status], [["pause"], "PAUSED"]);
  });

  it("sends nothing for inputs that only say how to behave", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared, { onDelete: "stop", timeouts: { delete: "1m" } });
    const outs = await kit.hooks.update(declared.id, declared.outs, inputs);
    assert.deepEqual(kit.actions(), []);
    assert.deepEqual([outs.onDelete, outs.timeouts], ["stop", { delete: "1m" }]);
  });

  it("drops outputs that the API doesn't give any more", async () => {
    const declared = await kit.create({ state: "stopped" }, { status: "UPLOADED" });
    kit.emulator.patchRecording(declared.recordingId, { download_url: null });
    const outs = await kit.hooks.update(declared.id, declared.outs, declared.inputs);
    assert.equal(outs.downloadUrl, undefined);
  });

  it("takes an action that was refused but not needed any more for done", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared, { state: "paused" });
    // The host is faster than the update, which goes by what the check has seen.
    kit.emulator.patchRecording(declared.recordingId, { status: "PAUSED" });
    const outs = await kit.hooks.update(declared.id, declared.outs, inputs);
    assert.deepEqual(
      kit.emulator.requests({ method: "PUT" }).map(({ status }) => status),
      [400],
    );
    assert.equal(outs.status, "PAUSED");
  });

  it("does not repeat an action whose answer got lost", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared, { state: "paused" });
    kit.emulator.addFault({ kind: "dropAfter", match: { method: "PUT" } });
    const outs = await kit.hooks.update(declared.id, declared.outs, inputs);
    assert.deepEqual([kit.actions(), outs.status], [["pause"], "PAUSED"]);
  });

  it("fails for a recording that is gone", async () => {
    const declared = await kit.create();
    kit.emulator.deleteRecording(declared.recordingId);
    await assert.rejects(kit.hooks.update(declared.id, declared.outs, declared.inputs), {
      message: /^RecordingNotFoundError: app \S+ has no recording /,
      initFailed: undefined,
    });
  });

  it("refuses a state that was written by a newer version, before it sends anything", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared, { state: "stopped" });
    await assert.rejects(kit.hooks.update(declared.id, { ...declared.outs, schemaVersion: 2 }, inputs), {
      message: /^ConfigurationError: .* newer pulumi-realtimekit \(shape 2, this one reads up to 1\)/,
    });
    assert.deepEqual(kit.emulator.requests(), []);
  });
});
