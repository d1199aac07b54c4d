/** With `liveCheck: false` a preview asks nobody; the update looks all the same. And what the hooks keep to themselves. */

import assert from "node:assert/strict";
import type { Props } from "../support/grpc";
import { type HooksKit, useHooks } from "../support/hooks-kit";
import { createMany, plan } from "../support/many-resources";

const OFF = { config: () => ({ "realtimekit:liveCheck": "false" }) };
const reads = ({ emulator }: HooksKit) => emulator.requests({ method: "GET" }).length;

describe("without the live check, a recording's plan", () => {
  const kit = useHooks(OFF);

  it("of a new resource asks for nothing, also where it doesn't exist", async () => {
    const news = kit.declare();
    kit.emulator.deleteRecording(news.recordingId);
    assert.deepEqual((await kit.hooks.check({}, news)).failures, []);
    assert.equal(reads(kit), 0);
  });

  for (const [name, changes, expected] of [
    ["nothing", {}, "none"],
    ["the state", { state: "recording" }, "some"],
    ["the state to stopped", { state: "stopped" }, "some"],
    ["what is to be done at an end", { whenEnded: "accept" }, "some"],
  ] as const) {
    it(`asks for nothing and finds ${expected === "none" ? "no" : "a"} change where ${name} changes, whatever happened`, async () => {
      const resources = await createMany(kit, 3, {
        args: { state: "paused" },
        recording: { status: "PAUSED" },
      });
      for (const { inputs } of resources)
        kit.emulator.patchRecording(String(inputs.recordingId), { status: "RECORDING" });
      const planned = await plan(kit, resources, changes);
      assert.ok(planned.every((one) => one.changes === expected));
      assert.equal(reads(kit), 0);
    });
  }

  it("is carried out by an update that looks", async () => {
    const [resource] = await createMany(kit, 1, {
      args: { state: "paused" },
      recording: { status: "PAUSED" },
    });
    assert.ok(resource);
    kit.emulator.patchRecording(String(resource.inputs.recordingId), { status: "UPLOADED" });
    const [planned] = await plan(kit, [resource], { state: "recording" });
    await assert.rejects(kit.hooks.update(resource.id, resource.outs, planned?.inputs ?? {}), {
      message: /^RecordingEndedError: /,
    });
  });
});

describe("without the live check, a meeting's plan", () => {
  const kit = useHooks(OFF);
  const create = async (args: Props) => {
    const { id: meetingId } = kit.emulator.createMeeting();
    const __urn = `urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::${meetingId}`;
    const { inputs } = await kit.hooks.check({}, { meetingId, state: "recording", __urn, ...args });
    const created = await kit.hooks.create(inputs);
    kit.forget();
    return { inputs, ...created };
  };

  for (const [name, stored, ended, changes, expected] of [
    ["its recording goes on", { state: "recording" }, false, {}, "none"],
    ["its recording is to be stopped", { state: "recording" }, false, { state: "stopped" }, "some"],
    ["none runs and none is to", { state: "stopped" }, false, {}, "none"],
    ["none runs and one is to", { state: "stopped" }, false, { state: "recording" }, "some"],
    ["its last one ended, and another is to follow", { whenEnded: "restart" }, true, {}, "some"],
  ] as const) {
    it(`asks for nothing where ${name}`, async () => {
      const { id, inputs, outs } = await create(stored);
      const known = ended ? { ...outs, status: "UPLOADED" } : outs;
      const checked = await kit.hooks.check(inputs, { ...inputs, __urn: outs.__urn, ...changes });
      const { changes: found } = await kit.hooks.diff(id, known, checked.inputs);
      assert.equal(found, expected);
      assert.equal(reads(kit), 0);
    });
  }
});

describe("how many resources a program declares", () => {
  const kit = useHooks();

  it("is neither in check's answer nor in any output, and makes no difference", async () => {
    const news = { ...kit.declare(), __count: 3 };
    const { inputs } = await kit.hooks.check({}, news);
    assert.ok(!("__count" in inputs));
    const { id, outs } = await kit.hooks.create(inputs);
    assert.ok(!("__count" in outs));
    const again = await kit.hooks.check(inputs, { ...news, __count: 30 });
    assert.deepEqual(again.inputs, inputs);
    assert.equal((await kit.hooks.diff(id, outs, again.inputs)).changes, "none");
    assert.ok(!("__count" in (await kit.hooks.read(id, outs)).props));
  });

  for (const count of [null, "three", Number.NaN, -1]) {
    it(`may be ${count}, which nobody minds`, async () => {
      const { failures } = await kit.hooks.check({}, { ...kit.declare(), __count: count });
      assert.deepEqual(failures, []);
    });
  }
});
