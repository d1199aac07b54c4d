/** Which requests a fault strikes, and how often. */

import assert from "node:assert/strict";
import { useEmulator } from "./kit";

describe("faults", () => {
  const kit = useEmulator();
  let id: string;
  beforeEach(() => {
    id = kit.emulator.createRecording().id;
  });

  const MATCHES = [
    { match: {}, struck: ["get", "list", "pause", "stop"] },
    { match: { method: "put" }, struck: ["pause", "stop"] },
    { match: { path: "/recordings/" }, struck: ["get", "pause", "stop"] },
    { match: { pathPattern: "/recordings$" }, struck: ["list"] },
    { match: { endpoint: "recordings.get" }, struck: ["get"] },
    { match: { query: "page_no=2" }, struck: ["list"] },
    { match: { action: "stop" }, struck: ["stop"] },
    { match: { method: "GET", endpoint: "recordings.put" }, struck: [] },
  ] as const;
  for (const { match, struck } of MATCHES) {
    it(`with ${JSON.stringify(match)} strike ${struck.join(", ") || "nothing"}`, async () => {
      kit.emulator.addFault({ kind: "status", status: 599, match, times: "always" });
      const requests = {
        get: kit.get(id),
        list: kit.request("GET", "/recordings?page_no=2"),
        pause: kit.put(id, "pause"),
        stop: kit.put(id, "stop"),
      };
      const seen = [];
      for (const [name, answer] of Object.entries(requests))
        if ((await answer).status === 599) seen.push(name);
      assert.deepEqual(seen, struck);
    });
  }

  it("strike as often as told, after as many skipped requests as told", async () => {
    kit.emulator.addFault({ kind: "status", status: 599, skip: 1, times: 2 });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await kit.get(id)).status);
    assert.deepEqual(statuses, [200, 599, 599, 200, 200]);
    assert.deepEqual(
      kit.emulator.faults().map(({ hits, remaining }) => ({ hits, remaining })),
      [{ hits: 2, remaining: 0 }],
    );
  });

  it("strike in the order in which they were added, one a request", async () => {
    kit.emulator.addFault({ kind: "status", status: 598 });
    kit.emulator.addFault({ kind: "status", status: 599 });
    assert.deepEqual(
      [(await kit.get(id)).status, (await kit.get(id)).status, (await kit.get(id)).status],
      [598, 599, 200],
    );
  });

  it("are named in the log by the requests they struck", async () => {
    const fault = kit.emulator.addFault({ kind: "status", status: 599 });
    await kit.get(id);
    await kit.get(id);
    assert.deepEqual(
      kit.emulator.requests().map(({ faultId, status }) => [faultId, status]),
      [
        [fault.id, 599],
        [undefined, 200],
      ],
    );
  });

  it("strike no more after they were cleared", async () => {
    kit.emulator.addFault({ kind: "dropBefore", times: "always" });
    kit.emulator.clearFaults();
    assert.equal((await kit.get(id)).status, 200);
    assert.deepEqual(kit.emulator.faults(), []);
  });
});
