/** How many requests previews and updates of many recordings take, hook by hook as the engine calls them. */

import assert from "node:assert/strict";
import type { Props } from "../support/grpc";
import { useHooks } from "../support/hooks-kit";
import { counted, createMany, plan } from "../support/many-resources";

for (const [count, perPageMax] of [
  [1, 100],
  [2, 100],
  [3, 100],
  [30, 100],
  [30, 7],
] as const) {
  const pages = Math.ceil(count / perPageMax);
  /** One or two are read alone. */
  const looks = count <= 2 ? { list: 0, get: count } : { list: pages, get: 0 };

  describe(`${count} recordings, where a page holds ${perPageMax}`, function () {
    this.timeout(60_000);
    const kit = useHooks();
    beforeEach(() => {
      kit.emulator.patchSettings({ perPageMax });
    });

    it(`are previewed without changes by ${looks.list} lists and ${looks.get} single reads`, async () => {
      const resources = await createMany(kit, count, {
        args: { state: "paused" },
        recording: { status: "PAUSED" },
      });
      const planned = await plan(kit, resources);
      assert.ok(planned.every(({ changes }) => changes === "none"));
      assert.deepEqual(counted(kit), { ...looks, put: 0 });
    });

    it("are all changed by one PUT each after that, at once", async () => {
      const resources = await createMany(kit, count, {
        args: { state: "recording" },
        recording: { status: "RECORDING" },
      });
      const planned = await plan(kit, resources, { state: "paused" });
      assert.ok(planned.every(({ changes }) => changes === "some"));
      const updates = planned.map(({ resource: { id, outs }, inputs }) => kit.hooks.update(id, outs, inputs));
      for (const outs of await Promise.all(updates)) {
        assert.deepEqual([outs.status, outs.state], ["PAUSED", "paused"]);
        assert.ok(outs.startReason);
      }
      assert.deepEqual(counted(kit), { ...looks, put: count });
    });

    it("are all updated by the same looks where there is nothing to send", async () => {
      const resources = await createMany(kit, count, {
        args: { state: "paused" },
        recording: { status: "PAUSED" },
      });
      const planned = await plan(kit, resources, { onDelete: "stop" });
      const updates = planned.map(({ resource: { id, outs }, inputs }) => kit.hooks.update(id, outs, inputs));
      for (const outs of await Promise.all(updates)) {
        assert.deepEqual([outs.status, outs.onDelete], ["PAUSED", "stop"]);
        assert.ok(outs.startReason);
      }
      assert.deepEqual(counted(kit), { ...looks, put: 0 });
    });

    it("aren't asked about when all have ended", async () => {
      const resources = await createMany(kit, count, {
        args: { state: "stopped" },
        recording: { status: "UPLOADED" },
      });
      const planned = await plan(kit, resources);
      assert.ok(planned.every(({ changes }) => changes === "none"));
      assert.deepEqual(counted(kit), { list: 0, get: 0, put: 0 });
    });
  });
}

describe("a refresh of 30 recordings", function () {
  this.timeout(60_000);
  const kit = useHooks();

  for (const [name, args, status] of [
    ["that go on", { state: "paused" }, "PAUSED"],
    ["that have ended", { state: "stopped" }, "UPLOADED"],
  ] as const) {
    it(`${name} takes two single reads and a list, and finds what is stored`, async () => {
      const resources = await createMany(kit, 30, { args, recording: { status } });
      const read = await Promise.all(resources.map(({ id, outs }) => kit.hooks.read(id, outs)));
      const { list, get } = counted(kit);
      assert.ok(list <= 2 && get <= 2, `${list} lists and ${get} single reads`);
      for (const [index, { props }] of read.entries()) {
        const { downloadUrl: _, ...stored } = { ...resources[index]?.outs };
        const { downloadUrl: __, ...seen } = props;
        assert.deepEqual(seen, stored);
      }
    });
  }
});

describe("a refresh of the recordings of 30 meetings", function () {
  this.timeout(60_000);
  const kit = useHooks();

  it("takes a few lists and no single read, and finds what is stored", async () => {
    const resources = [];
    for (let index = 0; index < 30; index++) {
      const { id: meetingId } = kit.emulator.createMeeting();
      kit.emulator.createRecording({ meeting_id: meetingId, status: "PAUSED", held: true });
      const __urn = `urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::refreshed-${index}`;
      const { inputs } = await kit.hooks.check({}, { meetingId, state: "paused", __urn });
      resources.push(await kit.hooks.create(inputs));
    }
    kit.forget();
    const read = await Promise.all(resources.map(({ id, outs }) => kit.hooks.read(id, outs)));
    const { list, get } = counted(kit);
    assert.ok(list <= 4 && get === 0, `${list} lists and ${get} single reads`);
    for (const [index, { props }] of read.entries()) assert.deepEqual(props, resources[index]?.outs);
  });
});

describe("30 recordings that are looked up", function () {
  this.timeout(60_000);
  const kit = useHooks();

  it("have all that one alone has, the reason for their start too", async () => {
    const all = Array.from({ length: 30 }, () => kit.declare({}, { held: true, status: "RECORDING" }));
    const ids = await Promise.all(
      all.map(async ({ recordingId }) => {
        const { account_id, app_id } = kit.emulator.getRecording(recordingId);
        return `${account_id}/${app_id}/${recordingId}`;
      }),
    );
    const read = await Promise.all(ids.map((id) => kit.hooks.read(id, {})));
    for (const { props } of read) assert.deepEqual((props.startReason as Props).reason, "API_CALL");
  });
});
