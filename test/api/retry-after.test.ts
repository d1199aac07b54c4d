/** How long the API wants to be left alone, in every way in which it says so. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { retryAfterMs } from "../../provider/api/retry-after";

type Headers = Record<string, string | string[] | undefined>;
const DATE = "Fri, 20 Nov 2026 10:00:00 GMT";

const TABLE: [name: string, headers: Headers, expected: number | undefined][] = [
  ["nothing", {}, undefined],
  ["seconds", { "retry-after": "42" }, 42_000],
  ["no seconds", { "retry-after": "0" }, 0],
  ["a list of headers, of which the first counts", { "retry-after": ["3", "9"] }, 3_000],
  [
    "a date, against the answer's own",
    { "retry-after": "Fri, 20 Nov 2026 10:01:30 GMT", date: DATE },
    90_000,
  ],
  ["a date that is over", { "retry-after": "Fri, 20 Nov 2026 09:59:00 GMT", date: DATE }, 0],
  ["text that is neither", { "retry-after": "soon" }, undefined],
  ["a date next to a date that is none", { "retry-after": DATE, date: "today" }, undefined],
  ["an empty header", { "retry-after": "" }, undefined],
  ["the reset of the window", { ratelimit: '"default";r=0;t=30' }, 30_000],
  ["the reset with spaces", { ratelimit: '"default"; r=0; t=7' }, 7_000],
  ["the reset before the rest", { ratelimit: '"default";t=12;r=0' }, 12_000],
  ["a window without a reset", { ratelimit: '"default";r=0' }, undefined],
  ["another parameter that ends in t", { ratelimit: '"default";reset=5' }, undefined],
  ["seconds, which go before the window", { "retry-after": "4", ratelimit: '"default";r=0;t=30' }, 4_000],
  ["unreadable text, so the window", { "retry-after": "soon", ratelimit: '"default";r=0;t=30' }, 30_000],
];

describe("the wait after a 429", () => {
  for (const [name, headers, expected] of TABLE) {
    it(`is ${expected === undefined ? "not said" : `${expected} ms`} for ${name}`, () => {
      assert.equal(retryAfterMs(headers), expected);
    });
  }

  it("is counted from now where the answer has no date of its own", () => {
    const waitMs = retryAfterMs({ "retry-after": new Date(Date.now() + 60_000).toUTCString() }) ?? 0;
    assert.ok(waitMs > 55_000 && waitMs <= 60_000, `${waitMs} ms`);
  });

  it("is never negative or without an end, whatever the headers say", () => {
    const headers = fc.record({ "retry-after": fc.string(), ratelimit: fc.string(), date: fc.string() });
    return fc.assert(
      fc.property(headers, (given) => {
        const waitMs = retryAfterMs(given);
        assert.ok(waitMs === undefined || waitMs >= 0);
      }),
    );
  });
});
