/** Pages of a list that changes while it is read, and of servers that tell little about it. */

import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ApiError, ConnectionError } from "../../provider/api/errors";
import { type ListPart, listPages, type Page, PageSize } from "../../provider/api/paging";

describe("a list that changes while it is read", () => {
  const page = (ids: readonly string[], total?: number): Page => ({
    data: ids.map((id) => ({ recording: { recordingId: id, status: "RECORDING" }, meetingId: undefined })),
    paging: total === undefined ? undefined : { total_count: total },
  });
  const refusal = new ApiError({ method: "GET", path: "/r" }, { status: 422, message: "page_no" });

  /** The page that is asked for without a number. */
  const FIRST = -1;

  /** Reads pages by their number; what isn't there is empty, or refused. */
  async function read(pages: Record<number, Page>, ifMissing: () => Page = () => page([]), pagesAtOnce = 1) {
    const asked: number[] = [];
    const parts: ListPart[] = [];
    /** How many pages were being read when each was asked for, with that one. */
    const atOnce: number[] = [];
    let underWay = 0;
    const readPage = async ({ query }: { query: Record<string, string> }) => {
      asked.push(Number(query.page_no ?? FIRST));
      atOnce.push(++underWay);
      await setImmediate();
      underWay--;
      return pages[Number(query.page_no ?? FIRST)] ?? ifMissing();
    };
    const options = { deadline: { at: 1, totalMs: 1 }, notify: () => {}, pagesAtOnce };
    const source = { read: readPage, pageSize: new PageSize() };
    for await (const part of listPages(source, { path: "/r", query: {} }, options)) parts.push(part);
    const ids = parts.flatMap(({ items }) => items.map(({ recording }) => recording.recordingId));
    return { ids, asked, atOnce, parts };
  }

  it("has no recording twice where one more came in front of it", async () => {
    const { ids } = await read({
      [FIRST]: page(["c", "b"], 3),
      2: page(["b", "a"], 4),
      1: page(["d", "c"], 4),
    });
    assert.deepEqual(ids, ["c", "b", "a", "d"]);
  });

  it("ends where it got shorter, also where the last page that is asked for is refused", async () => {
    const shrunk = { [FIRST]: page(["c", "b"], 3), 2: page([], 2) };
    assert.deepEqual((await read(shrunk)).ids, ["c", "b"]);
    const { ids, asked, parts } = await read({ ...shrunk, 2: page([], 3) }, () => {
      throw refusal;
    });
    assert.ok(parts.every(({ isReadable }) => isReadable));
    assert.deepEqual(
      [ids, asked],
      [
        ["c", "b"],
        [FIRST, 2, 1],
      ],
    );
  });

  it("is read to its first empty page where no total is given, and then page 1, which may be the second", async () => {
    const { ids, asked } = await read({ [FIRST]: page(["c"]), 2: page(["a"]), 1: page(["b"]) });
    assert.deepEqual(
      [ids, asked],
      [
        ["c", "a", "b"],
        [FIRST, 2, 3, 1],
      ],
    );
  });

  for (const [name, total, later] of [
    ["nobody says how many there are", undefined, undefined],
    ["it got longer", 4, 10],
  ] as const) {
    it(`is read without a gap several pages at once, also where ${name}`, async () => {
      const pages: Record<number, Page> = { [FIRST]: page(["a", "b"], total) };
      for (const [index, ids] of [
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
        ["i", "j"],
      ].entries())
        pages[index + 2] = page(ids, later);
      const { ids } = await read(pages, () => page([], later), 3);
      assert.equal(ids.join(""), "abcdefghij");
    });
  }

  it("is asked for once where its first page is empty, also where nobody says how many there are", async () => {
    assert.deepEqual((await read({})).asked, [FIRST]);
  });

  it("ends with an error where its last page can't be read for another reason than that there is none", async () => {
    const lost = new ConnectionError({ method: "GET", path: "/r" }, "ECONNRESET");
    const broken = read({ [FIRST]: page(["a"], 2), 2: page([], 2) }, () => {
      throw lost;
    });
    await assert.rejects(broken, lost);
  });

  it("that never ends is given up after ten thousand pages", async () => {
    let count = 0;
    const { asked } = await read({}, () => page([`r${count++}`]));
    // The first one, those up to number 10,000, and number 1.
    assert.deepEqual([asked.length, asked.at(-2), asked.at(-1)], [10_001, 10_000, 1]);
  });

  /** How many recordings the first page tells of, and how many pages are then being read when each is asked for. */
  const AT_ONCE: [total: number | undefined, atOnce: number[]][] = [
    [5, [1, 1, 2, 3, 1]],
    [3, [1, 1, 2]],
    [undefined, [1, 1, 1, 1, 1, 1, 1]],
  ];
  for (const [total, atOnce] of AT_ONCE) {
    it(`is read three pages at once where that is asked for, as far as it is known to go on (${total})`, async () => {
      const pages: Record<number, Page> = { [FIRST]: page(["1"], total) };
      for (let pageNo = 2; pageNo <= (total ?? 5); pageNo++) pages[pageNo] = page([String(pageNo)], total);
      const list = await read(pages, undefined, 3);
      assert.deepEqual(list.atOnce, atOnce);
      assert.deepEqual(
        list.parts.map(({ pageCount }) => pageCount),
        list.parts.map(() => total),
      );
    });
  }

  it("has one page where it is known to hold nothing", async () => {
    const { parts } = await read({ [FIRST]: page([], 0) });
    assert.deepEqual(parts, [{ items: [], isReadable: true, pageCount: 1, total: 0 }]);
  });

  it("is not asked for again where its server refuses a page whose size nobody gave", async () => {
    const asked: (string | undefined)[] = [];
    const readPage = async ({ query }: { query: Record<string, string> }) => {
      asked.push(query.page_no);
      if (query.per_page || query.page_no) throw refusal;
      return page(["a"], 2);
    };
    const options = { deadline: { at: 1, totalMs: 1 }, notify: () => {} };
    const source = { read: readPage, pageSize: new PageSize() };
    const list = listPages(source, { path: "/r", query: {} }, options);
    await list.next();
    await assert.rejects(list.next(), refusal);
    assert.deepEqual(asked, [undefined, undefined, undefined, "2"]);
  });

  it("is given without what is no recording", async () => {
    const { ids } = await read({
      [FIRST]: { data: [null, ...page(["a"]).data], paging: { total_count: 1 } },
    });
    assert.deepEqual(ids, ["a"]);
  });
});
