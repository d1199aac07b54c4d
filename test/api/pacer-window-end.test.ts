/** After a window's end the pacer holds back all requests but one: that is no used-up limit, and isn't told as one. */

import assert from "node:assert/strict";
import { RateLimitedError } from "../../provider/api/errors";
import { Pacer } from "../../provider/api/pacer";
import { recordingClock, within } from "./kit";

const WINDOW_MS = 5 * 60_000;
const header = (remaining: number, seconds: number) => ({
  ratelimit: `"default";r=${remaining};t=${seconds}`,
});

describe("a pacer at the end of a window", () => {
  /** A pacer whose new window's first request is under way, and a clock whose sleeps only end when they are ended. */
  async function probing() {
    const clock = recordingClock();
    const pacer = new Pacer(clock);
    const first = within(WINDOW_MS, clock);
    await pacer.enter(first.deadline, first.notify);
    pacer.leave(header(5, 1));
    clock.advance(1_000);
    await pacer.enter(first.deadline, first.notify);
    clock.sleep = (ms, signal) => {
      clock.sleeps.push(ms);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    };
    return { clock, pacer };
  }

  it("lets wait for the first answer also who has less time than that may take, and tells of no limit", async () => {
    const { clock, pacer } = await probing();
    const late = within(700, clock);
    const entered = pacer.enter(late.deadline, late.notify);
    clock.advance(20);
    pacer.leave(header(5, 1));
    await entered;
    assert.deepEqual([clock.sleeps, late.said], [[700], []]);
  });

  it("doesn't tell of a limit either who has time", async () => {
    const { clock, pacer } = await probing();
    const patient = within(WINDOW_MS, clock);
    const entered = pacer.enter(patient.deadline, patient.notify);
    pacer.leave(header(5, 1));
    await entered;
    assert.deepEqual([clock.sleeps, patient.said], [[1_000], []]);
  });

  it("fails as soon as that answer says that nothing is left", async () => {
    const { clock, pacer } = await probing();
    const late = within(700, clock);
    const entered = pacer.enter(late.deadline, late.notify);
    pacer.leave(header(0, 300));
    await assert.rejects(
      entered,
      (error) => error instanceof RateLimitedError && error.retryAfterMs === 300_000,
    );
  });
});
