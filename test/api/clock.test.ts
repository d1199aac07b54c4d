/** Deadlines and the machine's own clock. */

import assert from "node:assert/strict";
import { deadlineIn, remainingMs, systemClock } from "../../provider/api/clock";
import { recordingClock } from "./kit";

describe("a deadline", () => {
  it("is so far from now, comes closer, and is never negative", () => {
    const clock = recordingClock(5_000);
    const deadline = deadlineIn(1_000, clock);
    assert.deepEqual(deadline, { at: 6_000, totalMs: 1_000 });
    const left = [400, 600, 600].map((ms) => {
      clock.advance(ms);
      return remainingMs(deadline, clock);
    });
    assert.deepEqual(left, [600, 0, 0]);
  });
});

describe("the machine's clock", () => {
  it("sleeps as long as it is told", async () => {
    const startedAt = systemClock.now();
    await systemClock.sleep(20);
    assert.ok(systemClock.now() - startedAt >= 20);
    assert.ok(Math.abs(systemClock.now() - Date.now()) < 1_000);
  });

  it("is woken by a signal", async () => {
    const waking = new AbortController();
    const sleeping = systemClock.sleep(60_000, waking.signal);
    waking.abort();
    await assert.rejects(sleeping, { name: "AbortError" });
  });
});
