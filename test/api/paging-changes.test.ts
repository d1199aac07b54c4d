/** Pages of a list that changes while it is read, and of servers that tell little about it. */

import assert from "node:assert/strict";
import { ApiError } from "../../provider/api/errors";
import { listPages, type Page } from "../../provider/api/paging";

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
    const ids: string[] = [];
    const readPage = async ({ query }: { query: Record<string, string> }) => {
      asked.push(Number(query.page_no ?? FIRST));
      return pages[Number(query.page_no ?? FIRST)] ?? ifMissing();
    };
    const options = { deadline: { at: 1, totalMs: 1 }, notify: () => {}, pagesAtOnce };
    for await (const { items } of listPages(readPage, { path: "/r", query: {} }, options))
      ids.push(...items.map(({ recording }) => recording.recordingId));
    return { ids, asked };
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
    const { ids, asked } = await read({ ...shrunk, 2: page([], 3) }, () => {
      throw refusal;
    });
    // Page 1 is refused twice: with a page size, and without.
    assert.deepEqual(
      [ids, asked],
      [
        ["c", "b"],
        [FIRST, 2, 1, 1],
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

  it("is given without what is no recording", async () => {
    const { ids } = await read({
      [FIRST]: { data: [null, ...page(["a"]).data], paging: { total_count: 1 } },
    });
    assert.deepEqual(ids, ["a"]);
  });
});
