/** The virtual clock by itself. */

import assert from "node:assert/strict";
import { VirtualClock } from "../../emulator/clock";

describe("the virtual clock", () => {
  let realMs: number;
  let clock: VirtualClock;
  beforeEach(() => {
    realMs = 1_000;
    clock = new VirtualClock(() => realMs);
  });

  it("follows real time, as far ahead of it as it was turned", () => {
    clock.advance(50);
    realMs += 7;
    assert.equal(clock.now(), 1_057);
  });

  it("moves only when it is turned while it is frozen", () => {
    clock.freeze(true);
    realMs += 100;
    assert.equal(clock.now(), 1_000);
    clock.advance(5);
    assert.equal(clock.now(), 1_005);
  });

  it("goes on from where it stood when it is frozen no more", () => {
    clock.freeze(true);
    clock.freeze(true);
    clock.advance(5);
    realMs += 100;
    clock.freeze(false);
    assert.equal(clock.now(), 1_005);
    realMs += 1;
    assert.equal(clock.now(), 1_006);
  });

  it("is real time again after a reset", () => {
    clock.advance(5);
    clock.freeze(true);
    clock.reset();
    realMs += 1;
    assert.deepEqual([clock.now(), clock.frozen], [1_001, false]);
  });
});
