/** How much of an answer is read before it is refused, counted over all of its pieces. */

import assert from "node:assert/strict";
import { readBounded } from "../../provider/api/bounded-body";
import { InvalidResponseError } from "../../provider/api/errors";

const MEGABYTE = 1024 * 1024;
const LINE = { method: "GET", path: "/x" };

const TOO_LONG = "more than 16777216 bytes";
const TOO_MANY = "more than 1000000 objects and lists";

/** What is sent, how often in a row, and why that is refused. */
const BODIES: [name: string, piece: string, times: number, problem: string | undefined][] = [
  ["nothing", "", 0, undefined],
  ["16 MB", "x".repeat(MEGABYTE), 16, undefined],
  ["a bit more than 16 MB", "x".repeat(MEGABYTE + 1), 16, TOO_LONG],
  ["a million objects", "{}".repeat(100_000), 10, undefined],
  ["a million lists", "[]".repeat(100_000), 10, undefined],
  ["more than a million objects", "{}".repeat(100_001), 10, TOO_MANY],
  ["more than a million lists", "[]".repeat(100_001), 10, TOO_MANY],
  ["more than a million of both", "[{}]".repeat(50_001), 10, TOO_MANY],
  ["five million numbers", "1,".repeat(500_000), 10, undefined],
];

describe("an answer's body", () => {
  for (const [name, piece, times, problem] of BODIES) {
    it(`of ${name} is ${problem ? "refused for good, and the rest of it isn't received" : "read"}`, async () => {
      let sent = 0;
      async function* body(count: number) {
        for (; sent < count; sent++) yield Buffer.from(piece);
      }
      if (problem === undefined) {
        assert.equal(await readBounded(body(times), LINE), piece.repeat(times));
        return;
      }
      await assert.rejects(readBounded(body(times + 10), LINE), (error) => {
        assert.ok(error instanceof InvalidResponseError);
        assert.equal(error.fact, `InvalidResponseError: GET /x was answered with ${problem}`);
        return !error.isPassing;
      });
      assert.equal(sent, times - 1, "the pieces that were done with");
    });
  }

  it("is put together before it is read, wherever its pieces end", async () => {
    const bytes = Buffer.from("déjà vu 🎥");
    async function* body() {
      for (const byte of bytes) yield Buffer.from([byte]);
    }
    assert.equal(await readBounded(body(), LINE), "déjà vu 🎥");
  });
});
