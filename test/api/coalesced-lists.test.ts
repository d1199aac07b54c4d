/** The list that recordings are read from: whatever its pages, its order, its faults. */

import assert from "node:assert/strict";
import type { FaultInput } from "../../emulator/index";
import { type Recency, useCoalescing } from "./coalescing-kit";

/** Lists that can't be read. Those that may pass are asked for five times. */
const UNREADABLE: [name: string, fault: FaultInput, lists: number][] = [
  ["is answered with 500", { kind: "status", status: 500 }, 5],
  ["is answered with 403", { kind: "status", status: 403 }, 1],
  ["is answered with 404", { kind: "status", status: 404 }, 1],
  ["is answered with 400", { kind: "status", status: 400 }, 3],
  ["is garbage", { kind: "notJson" }, 5],
  ["is no list", { kind: "status", status: 200, body: { success: true, data: "none" } }, 5],
  ["never arrives", { kind: "dropBefore" }, 5],
];

describe("the list of the recordings that go on", () => {
  const kit = useCoalescing();

  const idsOf = async (ids: readonly string[], recency?: Recency) =>
    (await kit.readAll(ids, recency)).map(({ recordingId }) => recordingId);

  for (const [name, fault, lists] of UNREADABLE) {
    it(`is done without where it ${name}: single reads follow, and it isn't asked for by each of them`, async () => {
      kit.declared = 4;
      const ids = kit.record(4);
      kit.emulator.addFault({ ...fault, match: { endpoint: "recordings.list" }, times: "always" });
      assert.deepEqual(await idsOf(ids), ids);
      assert.deepEqual(kit.counted(), { list: lists, get: 4 });
      kit.emulator.clock.advance(1_000);
      await kit.read(ids[0] as string, { maxAgeMs: 500 });
      kit.asked();
      const [another = ""] = kit.record(1);
      await kit.read(another);
      assert.deepEqual(kit.counted(), { list: 0, get: 1 });
    });
  }

  for (const pageBase of [0, 1] as const) {
    for (const [perPageMax, pages] of [
      [1, 9],
      [7, 2],
      [100, 1],
    ] as const) {
      it(`is read by ${pages} pages where a page holds ${perPageMax} and the first one is number ${pageBase}`, async () => {
        kit.emulator.patchSettings({ perPageMax, pageBase });
        kit.declared = 9;
        const ids = kit.record(9);
        assert.deepEqual(await idsOf(ids), ids);
        // Where pages count from 0, nobody knows that number 2 is the third one.
        const least = pages + (pageBase === 0 && pages > 1 ? 1 : 0);
        assert.deepEqual(kit.counted(), { list: least, get: 0 });
      });
    }
  }

  it("is asked for in the server's own page size where a given one is refused", async () => {
    kit.emulator.patchSettings({ perPageDefault: 7 });
    kit.emulator.addFault({ kind: "status", status: 400, match: { query: "per_page=" }, times: "always" });
    kit.declared = 9;
    const ids = kit.record(9);
    assert.deepEqual(await idsOf(ids), ids);
    // Two sizes are refused, and two pages follow.
    assert.deepEqual(kit.counted(), { list: 4, get: 0 });
  });

  it("is given up after its first page where it has more pages than recordings are declared, until it is worth it", async () => {
    kit.emulator.patchSettings({ perPageMax: 1 });
    kit.declared = 5;
    const ids = kit.record(10);
    assert.deepEqual(await idsOf(ids.slice(5)), ids.slice(5));
    assert.deepEqual(kit.counted(), { list: 1, get: 5 });
    kit.emulator.clock.advance(10 * 60_000);
    assert.deepEqual(await idsOf(ids.slice(5)), ids.slice(5));
    assert.deepEqual(kit.counted(), { list: 0, get: 5 });
    kit.emulator.clock.advance(10 * 60_000);
    assert.deepEqual(await idsOf(ids), ids);
    // The first two are asked for like any two.
    assert.deepEqual(kit.counted(), { list: 10, get: 2 });
  });

  it("is read as soon as it is worth it, also right after it was given up", async () => {
    kit.emulator.patchSettings({ perPageMax: 10 });
    const ids = kit.record(60);
    // The third is the first for which a list is thought of; six pages are too many for three.
    for (const id of ids.slice(0, 3)) await kit.read(id);
    assert.deepEqual(kit.counted(), { list: 1, get: 2 });
    assert.deepEqual(await idsOf(ids), ids);
    assert.deepEqual(kit.counted(), { list: 6, get: 0 });
  });

  it("is given up after as many pages as recordings are declared where nobody says how many there are", async () => {
    kit.emulator.patchSettings({ perPageMax: 1 });
    kit.declared = 3;
    const ids = kit.record(12);
    const server = await kit.serveInFront({
      answer: (body) => ({ ...body, paging: null }),
    });
    kit.api = kit.connect(server);
    const wanted = ids.slice(9);
    assert.deepEqual(await idsOf(wanted), wanted);
    const { list, get } = kit.counted();
    assert.ok(list <= 4 && get === 3, `${list} lists and ${get} single reads`);
  });
});

describe("the list while it changes", () => {
  const kit = useCoalescing();

  it("has nobody twice where pages repeat some", async () => {
    kit.emulator.patchSettings({ perPageMax: 3 });
    kit.emulator.addFault({ kind: "duplicateItems", count: 2, times: "always" });
    kit.declared = 9;
    const ids = kit.record(9);
    const found = await kit.readAll(ids);
    assert.deepEqual(
      found.map(({ recordingId }) => recordingId),
      ids,
    );
  });

  it("loses nobody where one ends between two pages: who slipped to a page that was read is asked for alone", async () => {
    kit.emulator.patchSettings({ perPageMax: 3 });
    kit.declared = 9;
    const ids = kit.record(9);
    const server = await kit.serveInFront({
      before: ({ searchParams }) => {
        const isSecond = searchParams.get("page_no") === "2";
        if (isSecond) kit.emulator.patchRecording(ids[0] as string, { status: "UPLOADED" });
      },
    });
    kit.api = kit.connect(server);
    const found = await kit.readAll(ids);
    assert.deepEqual(
      found.map(({ recordingId }) => recordingId),
      ids,
    );
    assert.equal(kit.emulator.requests({ path: ids[3] as string }).length, 1);
  });
});
