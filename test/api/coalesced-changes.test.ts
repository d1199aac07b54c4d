/** What coalesced reads know of recordings that this process, or somebody else, changes meanwhile. */

import assert from "node:assert/strict";
import type { Action } from "../../provider/api/client";
import { eventually } from "../support/eventually";
import { APP, useCoalescing } from "./coalescing-kit";

describe("what is known of a recording", () => {
  const kit = useCoalescing();
  const send = (recordingId: string, action: Action) =>
    kit.api.sendAction({ ...APP, recordingId }, action, kit.options());

  it("is what its last action was answered with, whole", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const [id = ""] = ids;
    await kit.readAll(ids);
    await send(id, "pause");
    kit.asked();
    const seen = await kit.read(id, { isWhole: true });
    assert.deepEqual([seen.status, seen.startReason?.reason], ["PAUSED", "API_CALL"]);
    assert.deepEqual(kit.asked(), []);
  });

  for (const [name, fault] of [
    ["was refused", { kind: "status", status: 400 }],
    ["was refused although it had its effect", { kind: "status", status: 500, when: "after" }],
    ["got no answer", { kind: "dropAfter" }],
  ] as const) {
    it(`is nothing after an action that ${name}: it is asked for alone`, async () => {
      kit.declared = 3;
      const ids = kit.record(3);
      const [id = ""] = ids;
      await kit.readAll(ids);
      kit.emulator.addFault({ ...fault, match: { method: "PUT" } });
      await assert.rejects(send(id, "pause"));
      kit.asked();
      const { status } = kit.emulator.getRecording(id);
      assert.equal((await kit.read(id)).status, status);
      assert.deepEqual(kit.asked(), ["get"]);
      await kit.readAll(ids.slice(1));
      assert.deepEqual(kit.asked(), []);
    });
  }

  it("is never taken back by a list that was asked for before", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const [id = ""] = ids;
    const server = await kit.serveInFront({
      answer: async (body) => {
        await eventually(() => kit.emulator.requests({ method: "PUT" })[0]?.status === 200 && isAnswered);
        return body;
      },
    });
    let isAnswered = false;
    kit.api = kit.connect(server);
    const reads = kit.readAll(ids);
    await eventually(() => kit.emulator.requests({ endpoint: "recordings.list" })[0]?.status === 200);
    kit.emulator.clock.advance(1);
    await send(id, "pause");
    isAnswered = true;
    assert.deepEqual(
      (await reads).map(({ status }) => status),
      ["PAUSED", "RECORDING", "RECORDING"],
    );
  });

  it("is never taken back by a single answer that was asked for before", async () => {
    const [id = ""] = kit.record(1);
    kit.emulator.addFault({ kind: "delay", when: "after", delayMs: 200, match: { method: "GET" } });
    const slow = kit.read(id, { maxAgeMs: 0 });
    await eventually(() => kit.emulator.requests().length === 1);
    kit.emulator.clock.advance(1);
    await send(id, "pause");
    await slow;
    assert.equal((await kit.read(id)).status, "PAUSED");
  });

  it("is replaced by a newer list", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const [id = ""] = ids;
    await send(id, "pause");
    kit.emulator.clock.advance(60_000);
    kit.emulator.patchRecording(id, { status: "RECORDING" });
    await kit.read(ids[1] as string);
    kit.asked();
    assert.equal((await kit.read(id)).status, "RECORDING");
    assert.deepEqual(kit.asked(), []);
  });
});

describe("a meeting's recordings that go on", () => {
  const kit = useCoalescing();
  const list = async (meetingId: string, noneMaxAgeMs?: number) => {
    const recency = noneMaxAgeMs === undefined ? {} : { noneMaxAgeMs };
    const found = await kit.api.listOfMeeting({ ...APP, meetingId }, "live", kit.options(recency));
    return found.map(({ recordingId, status }) => `${recordingId} ${status}`);
  };
  const meet = () => kit.emulator.createMeeting().id;

  it("are out of the app's list where three are declared, the latest first", async () => {
    kit.declared = 3;
    const meetings = [meet(), meet(), meet()];
    const ids = meetings.map((meeting_id) => kit.record(2, { meeting_id }));
    for (const [index, meeting] of meetings.entries()) {
      const [older, newer] = ids[index] as string[];
      assert.deepEqual(await list(meeting), [`${newer} RECORDING`, `${older} RECORDING`]);
    }
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("are listed for the meeting itself where one or two are declared", async () => {
    kit.declared = 2;
    for (const meeting_id of [meet(), meet()]) {
      const [id] = kit.record(1, { meeting_id });
      assert.deepEqual(await list(meeting_id), [`${id} RECORDING`]);
    }
    assert.ok(kit.emulator.requests().every(({ query }) => query.includes("meeting_id=")));
  });

  it("are those that a list of this moment has, where the older one has none", async () => {
    kit.declared = 3;
    const meeting_id = meet();
    assert.deepEqual(await list(meeting_id), []);
    kit.emulator.clock.advance(1_000);
    const [id] = kit.record(1, { meeting_id });
    assert.deepEqual(await list(meeting_id), []);
    assert.deepEqual(await list(meeting_id, 0), [`${id} RECORDING`]);
  });

  it("are those of this moment where the only one that the older list has was stopped here since", async () => {
    kit.declared = 3;
    const meeting_id = meet();
    const [old = ""] = kit.record(1, { meeting_id });
    assert.deepEqual(await list(meeting_id), [`${old} RECORDING`]);
    kit.emulator.clock.advance(1_000);
    await kit.api.sendAction({ ...APP, recordingId: old }, "stop", kit.options());
    const [id] = kit.record(1, { meeting_id });
    assert.deepEqual(await list(meeting_id, 0), [`${id} RECORDING`]);
  });

  it("are listed for the meeting itself where the app's list doesn't name meetings", async () => {
    kit.declared = 3;
    const meeting_id = meet();
    const [id] = kit.record(1, { meeting_id });
    const server = await kit.serveInFront({
      answer: ({ data, ...body }) => ({
        ...body,
        data: (data as object[]).map((item) => ({ ...item, meeting: undefined })),
      }),
    });
    kit.api = kit.connect(server);
    assert.deepEqual(await list(meeting_id), [`${id} RECORDING`]);
  });

  it("fail with the API's error where no list can be read", async () => {
    kit.declared = 3;
    kit.emulator.addFault({ kind: "status", status: 403, times: "always" });
    await assert.rejects(list(meet()), { name: "AuthenticationError" });
  });
});
