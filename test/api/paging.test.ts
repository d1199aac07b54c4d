/** All pages of a list, each recording once: whichever page is the first, and however long it is. */

import assert from "node:assert/strict";
import type { RecordingInput } from "../../emulator/index";
import { NotFoundError } from "../../provider/api/errors";
import { listPages, PageSize, pageSchema } from "../../provider/api/paging";
import { useEmulatedClient } from "./emulated-client";
import { IDENTITY, within } from "./kit";

const { accountId, appId, recordingId } = IDENTITY;
const APP = { accountId, appId };

describe("a list of recordings", () => {
  const kit = useEmulatedClient();
  const record = (count: number, input: RecordingInput = {}) =>
    Array.from(
      { length: count },
      () => kit.emulator.createRecording({ account_id: accountId, app_id: appId, ...input }).id,
    );
  const list = async (filter = {}) => {
    const ids: string[] = [];
    for await (const { items } of kit.client.listPages(APP, filter, within(60_000, kit.clock)))
      ids.push(...items.map(({ recording }) => recording.recordingId));
    return ids;
  };
  const sizes = () => kit.emulator.requests().map(({ query }) => new URLSearchParams(query).get("per_page"));
  const pages = () => kit.emulator.requests().map(({ query }) => new URLSearchParams(query).get("page_no"));

  for (const pageBase of [0, 1] as const) {
    for (const perPageMax of [1, 2, 3, 100]) {
      it(`is whole where pages count from ${pageBase} and hold ${perPageMax}`, async () => {
        kit.emulator.patchSettings({ pageBase, perPageMax });
        const all = [recordingId, ...record(6)];
        const found = await list();
        assert.deepEqual([...found].sort(), all.sort());
        assert.equal(new Set(found).size, found.length);
      });
    }

    it(`is nothing where there is none and pages count from ${pageBase}, after one request`, async () => {
      kit.emulator.patchSettings({ pageBase });
      kit.emulator.deleteRecording(recordingId);
      assert.deepEqual(await list(), []);
      assert.deepEqual(kit.trail(), ["GET 200"]);
    });
  }

  it("ends where a server answers every page number with the same page, and doesn't say how many there are", async () => {
    const data = [{ id: recordingId, status: "PAUSED" }];
    let reads = 0;
    const read = async () => {
      reads++;
      return pageSchema.parse({ data });
    };
    const found = listPages(
      { read, pageSize: new PageSize() },
      { path: "/recordings", query: {} },
      within(60_000, kit.clock),
    );
    const ids: string[] = [];
    for await (const { items } of found) ids.push(...items.map(({ recording }) => recording.recordingId));
    assert.deepEqual([ids, reads], [[recordingId], 3]);
  });

  for (const pageBase of [0, 1] as const) {
    it(`takes one request for what fits into a page, where pages count from ${pageBase}`, async () => {
      kit.emulator.patchSettings({ pageBase });
      record(6);
      assert.equal((await list()).length, 7);
      assert.deepEqual(pages(), [null]);
    });
  }

  it("takes one request a page where pages count from 1, one more where they count from 0", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    record(6);
    assert.equal((await list()).length, 7);
    assert.deepEqual(pages(), [null, "2", "3", "4"]);
    kit.emulator.clearRequests();
    kit.emulator.patchSettings({ pageBase: 0 });
    assert.equal((await list()).length, 7);
    assert.deepEqual(pages(), [null, "2", "3", "4", "1"]);
  });

  it("is read several pages at once where that is asked for, and none beyond its end", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    record(8);
    const counts: unknown[] = [];
    const options = { ...within(60_000, kit.clock), pagesAtOnce: 3 };
    for await (const { items, pageCount } of kit.client.listPages(APP, {}, options))
      counts.push([items.length, pageCount]);
    assert.deepEqual(counts, [
      [2, 5],
      [2, 5],
      [2, 5],
      [2, 5],
      [1, 5],
    ]);
    assert.deepEqual(pages().sort(), ["2", "3", "4", "5", null].sort());
  });

  it("is read no further than the caller goes", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    record(6);
    for await (const _ of kit.client.listPages(APP, {}, within(60_000, kit.clock))) break;
    assert.deepEqual(pages(), [null]);
  });

  it("is narrowed by the API's own filters, as the specification writes them", async () => {
    const filter = {
      meetingId: "97440c6a-140b-40a9-9499-b23fd7a3868b",
      status: ["RECORDING", "PAUSED"],
      expired: false,
      search: "key note",
      startTime: "2026-01-01T00:00:00Z",
      endTime: "2027-01-01T00:00:00Z",
      sortOrder: "ASC" as const,
    };
    assert.deepEqual(await list(filter), []);
    const [request] = kit.emulator.requests();
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request?.query)), {
      meeting_id: filter.meetingId,
      status: "RECORDING,PAUSED",
      expired: "false",
      search: "key note",
      start_time: filter.startTime,
      end_time: filter.endTime,
      sort_by: "invokedTime",
      sort_order: "ASC",
      per_page: "1000",
    });
  });

  it("has what the filters let through", async () => {
    const [paused] = record(1, { status: "PAUSED" });
    record(1, { status: "UPLOADED" });
    assert.deepEqual(await list({ status: ["PAUSED"] }), [paused]);
    assert.equal((await list({ status: ["PAUSED", "UPLOADED"] })).length, 2);
    assert.equal((await list({ expired: false })).length, 3);
  });

  for (const status of [400, 422]) {
    it(`is asked for in the server's own page size where that is refused with ${status}`, async () => {
      kit.emulator.patchSettings({ perPageDefault: 2 });
      const all = [recordingId, ...record(4)];
      kit.emulator.addFault({ kind: "status", status, match: { query: "per_page=" }, times: "always" });
      assert.deepEqual((await list()).sort(), all.sort());
      assert.deepEqual(sizes(), ["1000", "100", null, null, null]);
    });

    it(`is asked for by the hundred where a thousand are refused with ${status}, and so are all others after it`, async () => {
      kit.emulator.patchSettings({ perPageDefault: 2 });
      const all = [recordingId, ...record(4)];
      kit.emulator.addFault({ kind: "status", status, match: { query: "per_page=1000" }, times: "always" });
      for (const expected of [["1000", "100"], ["100"]]) {
        kit.emulator.clearRequests();
        assert.deepEqual((await list()).sort(), all.sort());
        assert.deepEqual(sizes(), expected);
      }
      assert.deepEqual(await list({ status: ["PAUSED"] }), []);
      assert.deepEqual(sizes(), ["100", "100"]);
    });

    it(`is asked for without a size from then on where every size is refused with ${status}`, async () => {
      kit.emulator.addFault({ kind: "status", status, match: { query: "per_page=" }, times: "always" });
      await list();
      kit.emulator.clearRequests();
      await list();
      assert.deepEqual(sizes(), [null]);
    });
  }

  it("is asked for by the thousand again where something else was wrong with the one before", async () => {
    kit.emulator.addFault({ kind: "status", status: 400, message: "No such filter", times: 3 });
    await assert.rejects(list(), /No such filter/);
    assert.deepEqual(sizes(), ["1000", "100", null]);
    kit.emulator.clearRequests();
    assert.deepEqual(await list(), [recordingId]);
    assert.deepEqual(sizes(), ["1000"]);
  });

  it("is refused once where its size was granted before, and something else is wrong", async () => {
    await list();
    kit.emulator.clearRequests();
    kit.emulator.addFault({ kind: "status", status: 400, message: "No such filter", times: "always" });
    await assert.rejects(list(), /No such filter/);
    assert.deepEqual(sizes(), ["1000"]);
  });

  it("fails with the API's words where it is refused for another reason", async () => {
    kit.emulator.addFault({ kind: "status", status: 400, message: "No such filter", times: "always" });
    await assert.rejects(list(), /^ApiError: ApiError: GET .* HTTP 400: No such filter/);
    kit.emulator.clearFaults();
    kit.emulator.addFault({ kind: "status", status: 404 });
    await assert.rejects(list(), NotFoundError);
  });

  it("is read on after a page that got lost", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    const all = [recordingId, ...record(4)];
    kit.emulator.addFault({ kind: "dropAfter", skip: 1 });
    assert.deepEqual((await list()).sort(), all.sort());
  });

  it("has each recording once where pages repeat some", async () => {
    kit.emulator.patchSettings({ perPageMax: 2 });
    const all = [recordingId, ...record(4)];
    kit.emulator.addFault({ kind: "duplicateItems", times: "always" });
    assert.deepEqual((await list()).sort(), all.sort());
  });
});
