/** Reads that lag behind a PUT. */

import assert from "node:assert/strict";
import { useEmulator } from "./kit";

describe("a list after a start", () => {
  const kit = useEmulator();

  it("doesn't show the recording for as long as the settings say; a read of it does", async () => {
    kit.emulator.patchSettings({ unlistedMsAfterStart: 500 });
    const meeting_id = kit.emulator.createMeeting().id;
    const { id } = (await kit.request("POST", "/recordings", { body: { meeting_id } })).body.data;
    const count = async () => {
      const list = await kit.request<{ data: unknown[] }>("GET", `/recordings?meeting_id=${meeting_id}`);
      return list.body.data.length;
    };
    assert.deepEqual([await count(), (await kit.get(id)).status], [0, 200]);
    kit.emulator.clock.advance(500);
    assert.equal(await count(), 1);
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
