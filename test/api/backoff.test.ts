/** Waits that grow, up to a longest, with jitter that never makes one longer. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { backoffMs } from "../../provider/api/backoff";

const BACKOFF = { firstMs: 500, maxMs: 8_000, factor: 2 };

const TABLE: [attempt: number, shortest: number, longest: number][] = [
  [0, 375, 500],
  [1, 750, 1_000],
  [2, 1_500, 2_000],
  [4, 6_000, 8_000],
  [5, 6_000, 8_000],
  [10_000, 6_000, 8_000],
];

describe("a growing wait", () => {
  for (const [attempt, shortest, longest] of TABLE) {
    it(`is ${shortest} to ${longest} ms before try ${attempt + 1}`, () => {
      assert.equal(
        backoffMs(BACKOFF, attempt, () => 0),
        shortest,
      );
      assert.equal(
        backoffMs(BACKOFF, attempt, () => 1),
        longest,
      );
      const waitMs = backoffMs(BACKOFF, attempt);
      assert.ok(waitMs >= shortest && waitMs <= longest);
    });
  }

  it("is a whole number that timers take, for every backoff", () => {
    const backoffs = fc.record({
      firstMs: fc.integer({ min: 1, max: 60_000 }),
      maxMs: fc.integer({ min: 1, max: 3_600_000 }),
      factor: fc.double({ min: 1, max: 10, noNaN: true }),
    });
    return fc.assert(
      fc.property(backoffs, fc.nat(1_000), (backoff, attempt) => {
        const waitMs = backoffMs(backoff, attempt);
        assert.ok(Number.isSafeInteger(waitMs) && waitMs >= 0 && waitMs <= backoff.maxMs);
      }),
    );
  });
});
