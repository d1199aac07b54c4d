/** The token bucket: whenever requests come, no five minutes see more than the limit. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { TokenBucket } from "../../provider/api/token-bucket";
import { recordingClock } from "./kit";

const WINDOW_MS = 5 * 60_000;

/** When requests are sent that come after the given pauses, each waiting for its token. */
function sendTimes(limit: number, pausesMs: readonly number[]): number[] {
  const clock = recordingClock();
  const bucket = new TokenBucket(clock, limit);
  return pausesMs.map((pauseMs) => {
    clock.advance(pauseMs);
    for (let waitMs = bucket.waitMs; waitMs > 0; waitMs = bucket.waitMs) clock.advance(waitMs);
    bucket.take();
    return clock.now();
  });
}

/** The most that were sent in any five minutes. */
function busiest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));
}

const pause = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * WINDOW_MS }) },
);

describe("a token bucket", () => {
  it("never lets more than the limit through in any five minutes", () => {
    void fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(pause, { minLength: 1, maxLength: 150 }),
        (limit, pausesMs) => busiest(sendTimes(limit, pausesMs)) <= limit,
      ),
      { numRuns: 300 },
    );
  });

  for (const limit of [1, 2, 3, 10, 1_200]) {
    it(`lets half of ${limit} through at once, and in the long run all of them every five minutes but that half`, () => {
      const times = sendTimes(limit, Array(limit * 3).fill(0));
      const [start = 0] = times;
      const atOnce = times.filter((at) => at === start).length;
      assert.equal(atOnce, Math.max(1, Math.floor(limit / 2)));
      const perWindow = limit - (limit === 1 ? 0 : Math.floor(limit / 2));
      const last = (times.at(-1) ?? 0) - start;
      assert.equal(Math.round(last / (WINDOW_MS / perWindow)), times.length - atOnce);
    });
  }

  it("never holds more than half of the limit, however long nothing was sent", () => {
    const clock = recordingClock();
    const bucket = new TokenBucket(clock, 10);
    clock.advance(100 * WINDOW_MS);
    for (let token = 0; token < 5; token++) {
      assert.equal(bucket.waitMs, 0);
      bucket.take();
    }
    assert.equal(bucket.waitMs, WINDOW_MS / 5);
  });

  it("is in force again five minutes after tokens were taken unasked, however many they were", () => {
    const clock = recordingClock();
    const bucket = new TokenBucket(clock, 1_200);
    for (let token = 0; token < 10_000; token++) bucket.take();
    assert.ok(bucket.waitMs > 0 && bucket.waitMs <= WINDOW_MS + 1_000, `${bucket.waitMs} ms`);
  });

  it("isn't confused by a clock that is turned back", () => {
    const clock = recordingClock();
    const bucket = new TokenBucket(clock, 10);
    for (let token = 0; token < 5; token++) bucket.take();
    clock.advance(-WINDOW_MS);
    assert.equal(bucket.waitMs, WINDOW_MS / 5);
    clock.advance(WINDOW_MS / 5);
    assert.equal(bucket.waitMs, 0);
  });
});
