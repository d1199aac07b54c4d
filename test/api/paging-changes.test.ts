/** Pages of a list that changes while it is read, and of servers that tell little about it. */

import assert from "node:assert/strict";
import { ApiError } from "../../provider/api/errors";
import { listAll, type Page } from "../../provider/api/paging";

describe("a list that changes while it is read", () => {
  const page = (ids: readonly string[], total?: number): Page => ({
    data: ids.map((id) => ({ recordingId: id, status: "RECORDING" })),
    paging: total === undefined ? undefined : { total_count: total },
  });
  const refusal = new ApiError({ method: "GET", path: "/r" }, { status: 422, message: "page_no" });

  /** Reads pages by their number; what isn't there is empty, or refused. */
  async function read(pages: Record<number, Page>, ifMissing: () => Page = () => page([])) {
    const asked: number[] = [];
    const ids: string[] = [];
    const readPage = async ({ query }: { query: Record<string, string> }) => {
      asked.push(Number(query.page_no));
      return pages[Number(query.page_no)] ?? ifMissing();
    };
    const options = { deadline: { at: 1, totalMs: 1 }, notify: () => {} };
    for await (const { recordingId } of listAll(readPage, { path: "/r", query: {} }, options))
      ids.push(recordingId);
    return { ids, asked };
  }

  it("has no recording twice where one more came in front of it", async () => {
    const { ids } = await read({ 1: page(["c", "b"], 3), 2: page(["b", "a"], 4), 0: page(["d", "c"], 4) });
    assert.deepEqual(ids, ["c", "b", "a", "d"]);
  });

  it("ends where it got shorter, also where there is no page 0", async () => {
    const shrunk = { 1: page(["c", "b"], 3), 2: page([], 2) };
    assert.deepEqual((await read(shrunk)).ids, ["c", "b"]);
    const { ids, asked } = await read({ ...shrunk, 2: page([], 3) }, () => {
      throw refusal;
    });
    // Page 0 is refused twice: with a page size, and without.
    assert.deepEqual(
      [ids, asked],
      [
        ["c", "b"],
        [1, 2, 0, 0],
      ],
    );
  });

  it("is read to its first empty page where no total is given, and then page 0, which may be the first", async () => {
    const { ids, asked } = await read({ 1: page(["b"]), 2: page(["a"]), 0: page(["c"]) });
    assert.deepEqual(
      [ids, asked],
      [
        ["b", "a", "c"],
        [1, 2, 3, 0],
      ],
    );
  });

  it("is given without what is no recording", async () => {
    const { ids } = await read({ 1: { data: [null, ...page(["a"]).data], paging: { total_count: 1 } } });
    assert.deepEqual(ids, ["a"]);
  });
});
