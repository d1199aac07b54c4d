/** The pacer keeps to what answers tell of the budget, and says so to who waits, once. */

import assert from "node:assert/strict";
import { RateLimitedError } from "../../provider/api/errors";
import { Pacer, type PacerOptions } from "../../provider/api/pacer";
import { eventually } from "../support/eventually";
import { recordingClock, within } from "./kit";

const WINDOW_MS = 5 * 60_000;
const header = (remaining: number, seconds: number) => ({
  ratelimit: `"default";r=${remaining};t=${seconds}`,
});

describe("a pacer", () => {
  /** A pacer, the answers that it got, and what a request then waits. */
  function paced(options?: PacerOptions) {
    const clock = recordingClock();
    const pacer = new Pacer(clock, options);
    const enter = async (ms = 24 * 3_600_000) => {
      const call = within(ms, clock);
      await pacer.enter(call.deadline, call.notify);
      return call.said;
    };
    const send = async (count: number, headers = {}) => {
      for (let sent = 0; sent < count; sent++) {
        await enter();
        pacer.leave(headers);
      }
    };
    return { clock, pacer, enter, send, waitedMs: () => clock.sleeps.reduce((sum, ms) => sum + ms, 0) };
  }

  it("waits for the window's end where nothing is left of it, and says so", async () => {
    const { send, enter, clock } = paced();
    await send(1, header(0, 42));
    assert.deepEqual(await enter(), ["Cloudflare's request limit is used up; going on in 42s"]);
    assert.deepEqual(clock.sleeps, [42_000]);
  });

  it("uses up at once what is left", async () => {
    const { send, waitedMs } = paced();
    for (let left = 1_199; left >= 0; left--) await send(1, header(left, 300));
    assert.equal(waitedMs(), 0);
  });

  it("fails at once where a used-up window lasts beyond the deadline", async () => {
    const { send, enter, clock } = paced();
    await send(1, header(0, 42));
    await assert.rejects(
      enter(42_000),
      (error) => error instanceof RateLimitedError && error.retryAfterMs === 42_000,
    );
    assert.deepEqual(clock.sleeps, []);
  });

  it("lets half of the documented limit through at once where no answer tells one, then two a second", async () => {
    const { send, waitedMs, clock } = paced();
    await send(600);
    assert.equal(waitedMs(), 0);
    await send(20);
    assert.ok(clock.sleeps.every((ms) => ms === 500));
    assert.equal(waitedMs(), 20 * 500);
  });

  it("keeps to a configured limit although the API allows more", async () => {
    const { send, waitedMs } = paced({ limit: 10 });
    await send(5, header(1_000, 300));
    assert.equal(waitedMs(), 0);
    await send(10, header(1_000, 300));
    assert.equal(waitedMs(), 2 * WINDOW_MS);
  });

  it("keeps to the API's limit although more is configured", async () => {
    const { send, enter, waitedMs } = paced({ limit: 10_000 });
    await send(1, header(0, 30));
    await enter();
    assert.equal(waitedMs(), 30_000);
  });

  it("goes by its own count again where answers don't tell the limit any more", async () => {
    const { send, waitedMs } = paced();
    for (let left = 1_199; left >= 0; left--) await send(1, header(left, 30));
    await send(1);
    assert.equal(waitedMs(), 30_000);
    await send(1);
    assert.ok(waitedMs() > 30_000 && waitedMs() <= 30_000 + WINDOW_MS + 1_000, `${waitedMs()} ms`);
  });

  it("tells who waits once, although every answer wakes them", async () => {
    const { pacer, clock } = paced();
    let sleeping = 0;
    // A sleep that only ends when it is ended.
    clock.sleep = (_, signal) =>
      new Promise((_resolve, reject) => {
        sleeping++;
        signal?.addEventListener("abort", () => {
          sleeping--;
          reject(signal.reason);
        });
      });
    const calls = Array.from({ length: 10 }, () => within(WINDOW_MS, clock));
    const sent = within(WINDOW_MS, clock);
    for (let request = 0; request < 20; request++) await pacer.enter(sent.deadline, sent.notify);
    pacer.leave(header(0, 30));
    const entered = calls.map(({ deadline, notify }) => pacer.enter(deadline, notify));
    for (let request = 0; request < 18; request++) {
      await eventually(() => sleeping === calls.length);
      clock.advance(10);
      pacer.leave(header(0, 30));
    }
    await eventually(() => sleeping === calls.length);
    assert.deepEqual(
      calls.map(({ said }) => said.length),
      calls.map(() => 1),
    );
    pacer.leave(header(1_200, 300));
    await Promise.all(entered);
  });
});
