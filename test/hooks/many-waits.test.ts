/** Thirty updates that wait at once: they are polled by lists, not one by one. */

import assert from "node:assert/strict";
import { eventually } from "../support/eventually";
import type { Props } from "../support/grpc";
import { useHooks } from "../support/hooks-kit";
import { counted, createMany, plan } from "../support/many-resources";

const COUNT = 30;
/** Real time: three to five polls of each. */
const WAIT_MS = 3_000;
/** Single polls would be more than {@link COUNT} times that. */
const MOST_LISTS = 20;

describe(`${COUNT} updates at once that wait`, function () {
  this.timeout(60_000);
  const kit = useHooks();

  it("for their recordings to begin take few lists", async () => {
    const recording = { args: { state: "recording" }, recording: { status: "RECORDING" } } as const;
    const resources = await createMany(kit, COUNT, recording);
    const ids = resources.map(({ inputs }) => String(inputs.recordingId));
    for (const id of ids) kit.emulator.patchRecording(id, { status: "INVOKED", held: true });
    const planned = await plan(kit, resources);
    assert.ok(planned.every(({ changes }) => changes === "some"));
    assert.deepEqual(counted(kit), { list: 1, get: 0, put: 0 });
    const updates = planned.map(({ resource: { id, outs }, inputs }) => kit.hooks.update(id, outs, inputs));
    const waiting = /^INVOKED for [2-9]s: waiting until it is RECORDING$/;
    await eventually(() => kit.engine.messages.some(({ text }) => waiting.test(text)));
    for (const id of ids) kit.emulator.patchRecording(id, { status: "RECORDING" });
    for (const outs of await Promise.all(updates)) {
      assert.equal(outs.status, "RECORDING");
      assert.equal((outs.startReason as Props | undefined)?.reason, "API_CALL");
    }
    const { list, get } = counted(kit);
    // Each is looked at once before it is waited for.
    assert.ok(get <= COUNT + 2 && list <= MOST_LISTS, `${list} lists and ${get} single reads`);
  });

  it("for their files take few lists", async () => {
    kit.emulator.patchSettings({ uploadingMs: WAIT_MS });
    const recording = {
      args: { state: "recording" },
      recording: { status: "RECORDING", held: false },
    } as const;
    const resources = await createMany(kit, COUNT, recording);
    const planned = await plan(kit, resources, { state: "stopped", waitForUpload: true });
    const updates = planned.map(({ resource: { id, outs }, inputs }) => kit.hooks.update(id, outs, inputs));
    for (const outs of await Promise.all(updates)) {
      assert.equal(outs.status, "UPLOADED");
      assert.ok(outs.fileSize && outs.startReason && outs.stopReason);
    }
    const { list, get, put } = counted(kit);
    assert.equal(put, COUNT);
    assert.ok(get <= 2 && list <= MOST_LISTS, `${list} lists and ${get} single reads`);
  });
});
