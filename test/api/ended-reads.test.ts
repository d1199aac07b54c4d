/** Recordings that go on no more: those that are uploaded come from a list of their own, the others by their time. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { MINUTE_MS, useCoalescing } from "./coalescing-kit";

const REASONS = { startReason: { reason: "API_CALL" }, stopReason: { reason: "API_CALL" } };
const LISTS = { endpoint: "recordings.list" } as const;

describe("recordings that go on no more", () => {
  const kit = useCoalescing();

  const knownOf = (id: string) => {
    const { status, invoked_time: invokedTime } = kit.emulator.getRecording(id);
    return { status, invokedTime, startReason: { reason: "API_CALL" } };
  };
  /** Reads them all at once with what is known of each, and says what that took. */
  const read = async (ids: readonly string[], known = new Map(ids.map((id) => [id, knownOf(id)]))) => {
    kit.asked();
    const all = await Promise.allSettled(
      ids.map((id) => kit.read(id, { maxAgeMs: 5_000, known: known.get(id) })),
    );
    const lists = kit.emulator.requests(LISTS).map(({ query }) => new URLSearchParams(query).get("status"));
    return {
      lists,
      get: kit.counted().get,
      found: all.filter(({ status }) => status === "fulfilled").length,
    };
  };
  /** Recordings that were seen while they were uploaded, a while ago. */
  const uploading = async () => {
    kit.declared = 6;
    const ids = kit.record(6, { status: "UPLOADING" });
    for (const id of ids) await kit.read(id, { isWhole: true });
    kit.emulator.clock.advance(10_000);
    return ids;
  };

  it("are found by one list where they were seen to be uploaded", async () => {
    const ids = await uploading();
    assert.deepEqual(await read(ids), { lists: ["UPLOADING"], get: 0, found: 6 });
  });

  it("are found by their time where they are uploaded by now", async () => {
    const ids = await uploading();
    const known = new Map(ids.map((id) => [id, knownOf(id)]));
    for (const id of ids.slice(3)) kit.emulator.patchRecording(id, { status: "UPLOADED" });
    assert.deepEqual(await read(ids, known), { lists: ["UPLOADING", null], get: 0, found: 6 });
  });

  it("are found on the second of two pages, also where pages count from 0", async () => {
    kit.declared = 6;
    kit.emulator.patchSettings({ perPageMax: 4, pageBase: 0 });
    const all = Array.from({ length: 8 }, () => {
      const { id } = kit.emulator.createRecording({ status: "UPLOADED", held: true });
      return id;
    });
    const { get, found } = await read(all.slice(4));
    assert.deepEqual([get, found], [0, 4]);
    kit.emulator.clock.advance(10_000);
    assert.equal((await read(all.slice(4))).get, 0, "by their time the next time as well");
  });

  it("are found in a crowd of which a refresh asks for eight at a time, since a page brings what is asked for later", async () => {
    kit.emulator.patchSettings({ perPageMax: 20 });
    const all = Array.from(
      { length: 200 },
      () => kit.emulator.createRecording({ status: "UPLOADED", held: true }).id,
    );
    const refresh = (id: string) => kit.read(id, { isWhole: true, known: { ...knownOf(id), ...REASONS } });
    for (let from = 0; from < all.length; from += 8)
      for (const { status } of await Promise.all(all.slice(from, from + 8).map(refresh)))
        assert.equal(status, "UPLOADED");
    const { get, list } = kit.counted();
    assert.ok(get <= 10 && list <= 55, `${get} single reads and ${list} lists of ten pages`);
  });

  it("are found by their time, also where they are two", async () => {
    kit.declared = 6;
    assert.deepEqual(await read(kit.record(2, { status: "UPLOADED" })), { lists: [null], get: 0, found: 2 });
  });

  it("are found where one of them is gone, and found by their time the next time as well", async () => {
    kit.declared = 6;
    const ids = kit.record(4, { status: "UPLOADED" });
    const known = new Map(ids.map((id) => [id, knownOf(id)]));
    kit.emulator.deleteRecording(ids[0] as string);
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(await read(ids, known), { lists: [null], get: 1, found: 3 });
      kit.emulator.clock.advance(10_000);
    }
  });

  it("are found by their time after one of them that is gone was alone in being looked for", async () => {
    kit.declared = 6;
    const ids = kit.record(4, { status: "UPLOADED" });
    const known = new Map(ids.map((id) => [id, knownOf(id)]));
    const [gone = "", ...others] = ids;
    kit.emulator.deleteRecording(gone);
    assert.deepEqual(await read([gone], known), { lists: [null], get: 1, found: 0 });
    kit.emulator.clock.advance(10_000);
    assert.deepEqual(await read(others, known), { lists: [null], get: 0, found: 3 });
  });

  it("are looked for with those whose readers will ask again: the first of a wave is worth a long list", async () => {
    kit.emulator.patchSettings({ perPageMax: 10 });
    kit.declared = 100;
    const invoked_time = new Date(kit.emulator.clock.now()).toISOString();
    const ids = kit.record(100, { status: "UPLOADING", invoked_time });
    await read(ids);
    kit.emulator.clock.advance(6_000);
    const known = new Map(ids.map((id) => [id, knownOf(id)]));
    for (const id of ids) kit.emulator.patchRecording(id, { status: "UPLOADED" });
    const first = await read(ids.slice(-1), known);
    assert.deepEqual(first, { lists: ["UPLOADING", ...Array(10).fill(null)], get: 0, found: 1 });
    assert.deepEqual(await read(ids, known), { lists: [], get: 0, found: 100 });
  });

  it("are looked for in one search for all who come while another one goes on", async () => {
    kit.emulator.patchSettings({ perPageMax: 10 });
    kit.declared = 100;
    const ids = kit.record(40, { status: "UPLOADED" });
    kit.api = kit.connect(undefined, 100);
    await Promise.all(
      ids.map(async (id, index) => {
        await kit.clock.sleep(Math.floor(index / 10) * 20);
        await kit.read(id, { maxAgeMs: 5_000, known: knownOf(id) });
      }),
    );
    // A page for the first ten, and four for all others, which begin with the last of those.
    assert.deepEqual(kit.counted(), { list: 5, get: 0 });
  });

  it("hold up nobody who asks about recordings that go on", async () => {
    kit.emulator.patchSettings({ perPageMax: 10 });
    kit.declared = 100;
    const ended = kit.record(40, { status: "UPLOADED" });
    const live = kit.record(3);
    kit.api = kit.connect(undefined, 100);
    const startedAt = kit.clock.now();
    const search = ended.map((id) => kit.read(id, { maxAgeMs: 5_000, known: knownOf(id) }));
    await kit.clock.sleep(50);
    await kit.readAll(live);
    // The list of those; the search takes four pages.
    assert.ok(kit.clock.now() - startedAt < 200, `took ${kit.clock.now() - startedAt} ms`);
    await Promise.all(search);
    assert.ok(kit.clock.now() - startedAt >= 400);
  });

  it("are looked for on a few pages only, and on ever fewer, where a crowd began before them and they are not many", async () => {
    kit.emulator.patchSettings({ perPageMax: 10 });
    kit.declared = 6;
    const startMs = kit.emulator.clock.now() - 10_000;
    const begin = (index: number) => new Date(startMs + index * 15).toISOString();
    const all = Array.from(
      { length: 50 },
      (_, index) => kit.emulator.createRecording({ status: "UPLOADED", invoked_time: begin(index) }).id,
    );
    const last = (count: number) => read(all.slice(-count));
    // Three pages are free, once; after that, a page for every fourth that is wanted.
    for (const lists of [3, 1, 1, 1, 0, 1]) {
      assert.deepEqual(await last(3), { lists: Array(lists).fill(null), get: 3, found: 3 });
      kit.emulator.clock.advance(10_000);
    }
    assert.deepEqual(await last(20), { lists: Array(5).fill(null), get: 0, found: 20 });
  });

  /** What strikes every list, and whether it is tried again the next time. */
  const FAULTS: [fault: FaultInput, isTriedAgain: boolean][] = [
    [{ kind: "dropBefore" }, true],
    [{ kind: "status", status: 403 }, false],
  ];
  for (const [fault, isTriedAgain] of FAULTS) {
    it(`are read alone after ${JSON.stringify(fault)}, and ${isTriedAgain ? "" : "not "}listed the next time`, async () => {
      kit.declared = 6;
      const ids = kit.record(4, { status: "UPLOADED" });
      kit.emulator.addFault({ ...fault, match: LISTS, times: "always" });
      assert.equal((await read(ids)).get, 4);
      kit.emulator.clearFaults();
      kit.emulator.clock.advance(10_000);
      const { lists, get } = await read(ids);
      assert.deepEqual([lists.length, get], isTriedAgain ? [1, 0] : [0, 4]);
    });
  }
});

describe("readers that join", () => {
  const kit = useCoalescing();

  it("get a list that is as recent as the most demanding of them wants it", async () => {
    kit.declared = 3;
    const [listed = "", ...others] = kit.record(3);
    await kit.readAll([listed, ...others]);
    kit.emulator.clock.advance(MINUTE_MS / 2);
    const added = kit.record(2);
    // Known, and asked for a moment ago: a list may be worth it.
    await kit.readAll(others);
    kit.asked();
    await Promise.all([kit.read(listed, { maxAgeMs: 10_000 }), ...added.map((id) => kit.read(id))]);
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("are none where the answer is known: it takes no time", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    await kit.readAll(ids);
    const before = kit.clock.now();
    await kit.readAll(ids);
    assert.equal(kit.clock.now(), before);
  });
});
