/** How many requests it takes to read recordings together, and what an answer of some age may be used for. */

import assert from "node:assert/strict";
import { NotFoundError } from "../../provider/api/errors";
import { APP, type Recency, useCoalescing } from "./coalescing-kit";

interface Reading {
  readonly read: number;
  readonly declared: number;
  readonly asked: { readonly list: number; readonly get: number };
}

/** Asked for at once. Where nobody says how many are declared, the first two are asked for like any two. */
const AT_ONCE: Reading[] = [
  { read: 1, declared: 0, asked: { list: 0, get: 1 } },
  { read: 2, declared: 0, asked: { list: 0, get: 2 } },
  { read: 1, declared: 1, asked: { list: 0, get: 1 } },
  { read: 2, declared: 2, asked: { list: 0, get: 2 } },
  { read: 3, declared: 0, asked: { list: 1, get: 2 } },
  { read: 30, declared: 0, asked: { list: 1, get: 2 } },
  { read: 3, declared: 3, asked: { list: 1, get: 0 } },
  { read: 30, declared: 30, asked: { list: 1, get: 0 } },
  { read: 30, declared: 3, asked: { list: 1, get: 0 } },
  { read: 1, declared: 3, asked: { list: 1, get: 0 } },
];

describe("recordings that are read together", () => {
  const kit = useCoalescing();
  const statuses = async (ids: readonly string[], recency?: Recency) =>
    (await kit.readAll(ids, recency)).map(({ status }) => status);

  for (const { read, declared, asked } of AT_ONCE) {
    const name = `take ${asked.get} single reads and ${asked.list} lists where ${read} of ${declared} declared are read`;
    it(`${name} at once`, async () => {
      kit.declared = declared;
      const ids = kit.record(read);
      const found = await kit.readAll(ids);
      assert.deepEqual(
        found.map(({ recordingId }) => recordingId),
        ids,
      );
      assert.deepEqual(kit.counted(), asked);
    });

    it(`${name} one after another`, async () => {
      kit.declared = declared;
      for (const id of kit.record(read)) assert.equal((await kit.read(id)).recordingId, id);
      assert.deepEqual(kit.counted(), asked);
    });
  }

  it("are asked for alone where the list doesn't have them, and missed by nobody else where they are gone", async () => {
    kit.declared = 6;
    const live = kit.record(3);
    const [ended = ""] = kit.record(1, { status: "UPLOADED" });
    const [gone = ""] = kit.record(1);
    kit.emulator.deleteRecording(gone);
    const all = await Promise.allSettled([...live, ended, gone].map((id) => kit.read(id)));
    assert.deepEqual(
      all.map((one) => (one.status === "fulfilled" ? one.value.status : one.reason.constructor)),
      ["RECORDING", "RECORDING", "RECORDING", "UPLOADED", NotFoundError],
    );
    assert.deepEqual(kit.counted(), { list: 1, get: 2 });
  });

  it("are listed for each app and account by themselves", async () => {
    kit.declared = 9;
    const apps = [APP, { ...APP, appId: "another-app" }, { ...APP, accountId: "another-account" }];
    for (const { accountId: account_id, appId: app_id } of apps) {
      const app = { accountId: account_id, appId: app_id };
      const ids = kit.record(3, { account_id, app_id });
      await Promise.all(
        ids.map((recordingId) => kit.api.getRecording({ ...app, recordingId }, kit.options())),
      );
      assert.deepEqual(kit.counted(), { list: 1, get: 0 });
    }
  });

  it("are known for as long as each reader allows", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const [first = ""] = ids;
    await kit.readAll(ids);
    kit.emulator.patchRecording(first, { status: "PAUSED" });
    kit.emulator.clock.advance(60_000);
    kit.asked();
    assert.equal((await kit.read(first, { maxAgeMs: 61_000 })).status, "RECORDING");
    assert.deepEqual(kit.counted(), { list: 0, get: 0 });
    assert.deepEqual(await statuses(ids, { maxAgeMs: 59_000 }), ["PAUSED", "RECORDING", "RECORDING"]);
    // So long after the declarations, the first two are asked for like any two.
    assert.deepEqual(kit.counted(), { list: 1, get: 2 });
  });

  it("are asked for now, each alone, where no age is allowed", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    await kit.readAll(ids);
    kit.emulator.clock.advance(1);
    kit.asked();
    await kit.readAll(ids, { maxAgeMs: 0 });
    assert.deepEqual(kit.counted(), { list: 0, get: 3 });
  });

  it("are asked for alone where the reasons are wanted and nobody has them", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    assert.ok((await kit.readAll(ids)).every(({ startReason }) => startReason === undefined));
    kit.asked();
    const whole = await kit.readAll(ids, { isWhole: true });
    assert.deepEqual(kit.counted(), { list: 0, get: 3 });
    assert.ok(whole.every(({ startReason }) => startReason?.reason === "API_CALL"));
    await kit.readAll(ids, { isWhole: true });
    assert.deepEqual(kit.counted(), { list: 0, get: 0 });
  });

  it("have the reasons that an earlier answer had, or the state file, also out of a list", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    const [first, second, third] = await kit.readAll(ids, { isWhole: true });
    kit.emulator.clock.advance(60_000);
    kit.asked();
    const listed = await kit.readAll(ids, { maxAgeMs: 10_000 });
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
    assert.deepEqual(
      listed.map(({ startReason }) => startReason),
      [first, second, third].map((whole) => whole?.startReason),
    );
    kit.api = kit.connect();
    const inState = (id: string, index: number) => kit.read(id, { known: listed[index], isWhole: true });
    await Promise.all(ids.map(inState));
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
    kit.api = kit.connect();
    const [id = ""] = ids;
    const known = { status: "RECORDING", startReason: { reason: "RECORD_ON_START" } };
    assert.equal((await kit.read(id, { known })).startReason?.reason, "RECORD_ON_START");
    assert.equal((await kit.read(id, { known, isWhole: true })).startReason?.reason, "RECORD_ON_START");
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("have their reason for an end asked for alone where a list says that they ended", async () => {
    kit.declared = 3;
    const ids = kit.record(3, { status: "UPLOADING" });
    const known = (await kit.readAll(ids, { isWhole: true })).map(({ stopReason: _, ...rest }) => rest);
    for (const id of ids) kit.emulator.patchRecording(id, { status: "UPLOADED" });
    kit.api = kit.connect();
    kit.asked();
    const read = (recency: Recency) =>
      Promise.all(ids.map((id, index) => kit.read(id, { ...recency, known: known[index] })));
    assert.ok((await read({})).every(({ status, stopReason }) => status === "UPLOADED" && !stopReason));
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
    assert.ok((await read({ isWhole: true })).every(({ stopReason }) => stopReason?.reason === "API_CALL"));
    assert.deepEqual(kit.counted(), { list: 0, get: 3 });
  });
});
