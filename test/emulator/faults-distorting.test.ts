/** Faults that change what an answer says, or what is going on when it is given. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { useEmulator } from "./kit";

describe(`the fault "fields"`, () => {
  const kit = useEmulator();

  it("sets and removes fields, in one recording and in a list", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "fields", set: { mood: "new" }, remove: ["status"], times: 2 });
    const one = (await kit.get(id)).body.data as unknown as Record<string, unknown>;
    assert.deepEqual([one.mood, "status" in one, one.id], ["new", false, id]);
    const list = await kit.request<{ data: Record<string, unknown>[] }>("GET", "/recordings");
    assert.deepEqual(
      list.body.data.map(({ mood, status }) => [mood, status]),
      [["new", undefined]],
    );
    assert.equal((await kit.get(id)).body.data.status, "RECORDING");
  });

  it("leaves an error as it is", async () => {
    const { id } = kit.emulator.createRecording();
    kit.emulator.addFault({ kind: "fields", set: { mood: "new" } });
    assert.deepEqual(Object.keys((await kit.put(id, "resume")).body), ["success", "error"]);
  });
});

describe(`the fault "meanwhile"`, () => {
  const kit = useEmulator();
  let id: string;
  let meetingId: string;
  beforeEach(() => {
    const recording = kit.emulator.createRecording();
    id = recording.id;
    meetingId = recording.meeting_id;
  });

  it("lets somebody else act before the effect", async () => {
    kit.emulator.addFault({
      kind: "meanwhile",
      match: { action: "stop" },
      doing: { patchRecording: { id, status: "UPLOADED" } },
    });
    assert.equal((await kit.put(id, "stop")).status, 400);
    assert.equal(kit.emulator.getRecording(id).status, "UPLOADED");
  });

  it("lets somebody else act after it, so that the answer is old", async () => {
    kit.emulator.addFault({
      kind: "meanwhile",
      when: "after",
      doing: { patchRecording: { id, status: "PAUSED" } },
    });
    assert.equal((await kit.get(id)).body.data.status, "RECORDING");
    assert.equal((await kit.get(id)).body.data.status, "PAUSED");
  });

  it("changes a list between two of its pages", async () => {
    kit.emulator.createRecording({ invoked_time: "2026-01-01T00:00:00Z" });
    kit.emulator.addFault({
      kind: "meanwhile",
      match: { endpoint: "recordings.list", query: "page_no=1" },
      when: "after",
      doing: { createRecording: { meeting_id: meetingId } },
    });
    const ids = [];
    for (const page of [1, 2]) {
      const list = await kit.request<{ data: { id: string }[] }>(
        "GET",
        `/recordings?per_page=1&page_no=${page}`,
      );
      ids.push(list.body.data[0]?.id);
    }
    assert.deepEqual(ids, [id, id]);
  });

  const VANISHING: [name: string, doing: () => Extract<FaultInput, { kind: "meanwhile" }>["doing"]][] = [
    ["recording", () => ({ deleteRecording: { id } })],
    ["meeting", () => ({ deleteMeeting: { id: meetingId } })],
  ];
  for (const [name, doing] of VANISHING) {
    it(`lets a ${name} vanish, and does nothing when it is gone already`, async () => {
      kit.emulator.addFault({ kind: "meanwhile", doing: doing(), times: 2 });
      const path = name === "meeting" ? `/meetings/${meetingId}` : `/recordings/${id}`;
      assert.equal((await kit.request("GET", path)).status, 404);
      assert.equal((await kit.request("GET", path)).status, 404);
    });
  }

  it("finds a meeting's recording that has not ended, and leaves one that is in another status alone", async () => {
    const doing = {
      patchRecording: { meeting_id: meetingId, from: ["RECORDING" as const], status: "PAUSED" as const },
    };
    kit.emulator.createRecording({ meeting_id: meetingId, status: "UPLOADED" });
    kit.emulator.addFault({ kind: "meanwhile", doing, times: 2 });
    assert.equal((await kit.get(id)).body.data.status, "PAUSED");
    kit.emulator.patchRecording(id, { status: "UPLOADING" });
    assert.equal((await kit.get(id)).body.data.status, "UPLOADING");
  });

  it("lets everybody leave a meeting", async () => {
    kit.emulator.addFault({
      kind: "meanwhile",
      doing: { patchMeeting: { id: meetingId, live_participants: 0 } },
    });
    await kit.get(id);
    assert.equal(kit.emulator.getMeeting(meetingId).live_participants, 0);
  });

  it("takes what the control plane takes, and names what is wrong", () => {
    assert.throws(
      () =>
        kit.emulator.addFault({ kind: "meanwhile", doing: { patchRecording: { id, status: "X" as never } } }),
      { name: "ControlError", property: "doing" },
    );
  });
});
