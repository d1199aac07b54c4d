/** The log of requests. */

import assert from "node:assert/strict";
import { connectControlPlane } from "../../emulator/control-client";
import { UNKNOWN_ID, useEmulator } from "./kit";

describe("the log of requests", () => {
  const kit = useEmulator();

  it("holds what was asked and answered, in order", async () => {
    const { id } = kit.emulator.createRecording();
    await kit.put(id, "pause");
    await kit.request("GET", "/recordings?status=PAUSED&page_no=1");
    const [put, list] = kit.emulator.requests();
    assert.ok(put?.path.endsWith(`/recordings/${id}`));
    assert.deepEqual([put?.id, put?.method, put?.endpoint, put?.status], [1, "PUT", "recordings.put", 200]);
    assert.deepEqual(put?.body, { action: "pause" });
    assert.deepEqual([list?.query, list?.endpoint], ["status=PAUSED&page_no=1", "recordings.list"]);
    assert.ok(Math.abs(Date.parse(String(put?.time)) - Date.now()) < 10_000 && Number(put?.durationMs) >= 0);
  });

  it("never holds a token or a credential", async () => {
    const headers = { authorization: "Bearer v3ry-s3cr3t" };
    const storage_config = {
      type: "aws",
      bucket: "b",
      region: "r",
      access_key: "s3cr3t-1",
      secret: "s3cr3t-2",
    };
    const rtmp_out_config = { rtmp_url: "rtmp://example.com/s3cr3t-3" };
    const body = { meeting_id: kit.emulator.createMeeting().id, storage_config, rtmp_out_config };
    await kit.request("POST", "/recordings", { headers, body });
    await kit.request("POST", "/recordings", { headers, body: "s3cr3t-4" });
    const log = JSON.stringify(kit.emulator.requests());
    assert.ok(!log.includes("s3cr3t"), log);
    assert.ok(log.includes('"bucket":"b"'));
  });

  it("can be filtered and cleared, and leaves the control plane out", async () => {
    await kit.request("GET", "/recordings");
    await kit.get(UNKNOWN_ID);
    await connectControlPlane(kit.emulator.baseUrl).faults();
    const { requests } = kit.emulator;
    assert.equal(requests().length, 2);
    assert.equal(requests({ status: 404 }).length, 1);
    assert.equal(requests({ endpoint: "recordings.list", method: "get" }).length, 1);
    assert.equal(requests({ path: UNKNOWN_ID }).length, 1);
    kit.emulator.clearRequests();
    assert.deepEqual(requests(), []);
  });

  it("keeps the last requests when there are more than requestLogLimit", async () => {
    kit.emulator.patchSettings({ requestLogLimit: 10 });
    for (let i = 0; i < 40; i++) await kit.get(UNKNOWN_ID);
    assert.equal(kit.emulator.requests().at(-1)?.id, 40);
    assert.ok(kit.emulator.requests().length <= 21);
  });
});
