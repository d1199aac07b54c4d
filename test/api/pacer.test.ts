/** One gate for all requests: it opens when the API said, and nobody waits there in vain. */

import assert from "node:assert/strict";
import { RateLimitedError } from "../../provider/api/errors";
import { Pacer } from "../../provider/api/pacer";
import { recordingClock, within } from "./kit";

describe("the gate", () => {
  it("is open until somebody closes it", async () => {
    const clock = recordingClock();
    const options = within(1, clock);
    await new Pacer(clock).enter(options.deadline, options.notify);
    assert.deepEqual([clock.sleeps, options.said], [[], []]);
  });

  it("opens after as long as it was closed for, and says so to who waits", async () => {
    const clock = recordingClock();
    const pacer = new Pacer(clock);
    const options = within(60_000, clock);
    pacer.hold(7_400);
    await pacer.enter(options.deadline, options.notify);
    assert.deepEqual(clock.sleeps, [7_400]);
    assert.deepEqual(options.said, ["Cloudflare's request limit is used up; going on in 8s"]);
    pacer.leave({});
    await pacer.enter(options.deadline, options.notify);
    assert.deepEqual(clock.sleeps, [7_400], "open again");
  });

  it("never opens earlier than an earlier answer said", async () => {
    const clock = recordingClock();
    const pacer = new Pacer(clock);
    pacer.hold(9_000);
    pacer.hold(2_000);
    const options = within(60_000, clock);
    await pacer.enter(options.deadline, options.notify);
    assert.deepEqual(clock.sleeps, [9_000]);
  });

  it("that was closed again meanwhile is waited for again", async () => {
    const clock = recordingClock();
    const pacer = new Pacer(clock);
    pacer.hold(1_000);
    const sleep = clock.sleep;
    clock.sleep = async (ms) => {
      if (clock.sleeps.length === 0) pacer.hold(5_000);
      await sleep(ms);
    };
    const options = within(60_000, clock);
    await pacer.enter(options.deadline, options.notify);
    assert.deepEqual(clock.sleeps, [1_000, 4_000]);
    assert.equal(options.said.length, 2);
  });

  for (const [closedMs, isTold] of [
    [999, false],
    [1_000, true],
  ] as const) {
    it(`that is closed for ${closedMs} ms is ${isTold ? "" : "not "}worth a word`, async () => {
      const clock = recordingClock();
      const pacer = new Pacer(clock);
      pacer.hold(closedMs);
      const options = within(60_000, clock);
      await pacer.enter(options.deadline, options.notify);
      assert.equal(options.said.length, isTold ? 1 : 0);
    });
  }

  for (const [longerMs, told] of [
    [1_999, 1],
    [2_000, 2],
  ] as const) {
    it(`that opens ${longerMs} ms later than was said is told of ${told === 1 ? "once" : "once more"}`, async () => {
      const clock = recordingClock();
      const pacer = new Pacer(clock);
      pacer.hold(5_000);
      const sleep = clock.sleep;
      clock.sleep = async (ms) => {
        if (clock.sleeps.length === 0) pacer.hold(5_000 + longerMs);
        await sleep(ms);
      };
      const options = within(60_000, clock);
      await pacer.enter(options.deadline, options.notify);
      assert.equal(options.said.length, told);
    });
  }

  for (const [closedMs, leftMs] of [
    [60_000, 59_999],
    [60_000, 60_000],
    [1, 0],
  ] as const) {
    it(`closed for ${closedMs} ms is an error at once where ${leftMs} ms are left`, async () => {
      const clock = recordingClock();
      const pacer = new Pacer(clock);
      pacer.hold(closedMs);
      const options = within(leftMs, clock);
      await assert.rejects(pacer.enter(options.deadline, options.notify), (error) => {
        assert.ok(error instanceof RateLimitedError);
        assert.equal(error.retryAfterMs, closedMs);
        assert.match(
          error.message,
          new RegExp(`used up for another ${Math.ceil(closedMs / 1000)}s, .*"timeouts" input`),
        );
        return true;
      });
      assert.deepEqual(clock.sleeps, []);
    });
  }
});
