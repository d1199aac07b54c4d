/** What is read out of the Ratelimit headers, and what the windows make of it. */

import assert from "node:assert/strict";
import { type LimitStanding, LimitWindows, readLimits } from "../../provider/api/rate-limit";
import { recordingClock } from "./kit";

const standing = (remaining: number, seconds: number, name = "default"): LimitStanding => ({
  name,
  remaining,
  resetMs: seconds * 1000,
});

const HEADERS: [ratelimit: string | string[] | undefined, limits: LimitStanding[]][] = [
  [undefined, []],
  ["", []],
  [`"default";r=50;t=30`, [standing(50, 30)]],
  [`"default";t=30;r=50`, [standing(50, 30)]],
  [`"default" ; r=50 ; t=30`, [standing(50, 30)]],
  [`"default";q=1200;r=50;w=300;t=30`, [standing(50, 30)]],
  [`"default";burst=9;r=50;t=30`, [standing(50, 30)]],
  [`"default";q=1200;t=30`, []],
  [`"default";q=1200;r=50`, []],
  [`"default";r=0;t=0`, [standing(0, 0)]],
  [`"short";r=5;t=1, "long";r=900;t=250`, [standing(5, 1, "short"), standing(900, 250, "long")]],
  [
    [`"short";r=5;t=1`, `"long";r=900;t=250`],
    [standing(5, 1, "short"), standing(900, 250, "long")],
  ],
  [`"unfinished";r=5, "long";r=900;t=250`, [standing(900, 250, "long")]],
  [`"default";r=many;t=30`, []],
  [`"default";r=-1;t=30`, []],
  ["50 of 1200", []],
];

describe("a Ratelimit header", () => {
  for (const [ratelimit, limits] of HEADERS) {
    it(`${JSON.stringify(ratelimit)} tells ${limits.length} limits`, () => {
      assert.deepEqual(readLimits(ratelimit === undefined ? {} : { ratelimit }), limits);
    });
  }
});

describe("the windows of the API's limits", () => {
  const clock = recordingClock();
  const header = (remaining: number, seconds: number, name = "default") => ({
    ratelimit: `"${name}";r=${remaining};t=${seconds}`,
  });
  /** Windows in which so many requests are left for half a minute. */
  const windowsWith = (remaining: number, underWay = 0) => {
    const windows = new LimitWindows(clock);
    windows.note(header(remaining, 30), underWay);
    return windows;
  };
  /** How many requests may be sent at once. */
  const room = (windows: LimitWindows, most = 2_000) => {
    let sent = 0;
    for (; sent < most && windows.waitMs === 0; sent++) windows.take();
    return sent;
  };

  it("aren't known before an answer tells them, and close nothing", () => {
    const windows = new LimitWindows(clock);
    windows.note({}, 0);
    assert.deepEqual([windows.areKnown, windows.waitMs], [false, 0]);
  });

  for (const [remaining, underWay, expected] of [
    [0, 0, 0],
    [50, 0, 50],
    [50, 20, 30],
    [5, 20, 0],
  ] as const) {
    it(`let ${expected} through where ${remaining} are left and ${underWay} are under way at the first answer`, () => {
      assert.equal(room(windowsWith(remaining, underWay)), expected);
    });
  }

  it("are closed until the window's end, then let one through, and the others when that was answered", () => {
    const windows = windowsWith(0);
    assert.equal(windows.waitMs, 30_000);
    clock.advance(29_999);
    assert.equal(windows.waitMs, 1);
    clock.advance(1);
    assert.equal(room(windows), 1);
    windows.note(header(1_199, 300), 0);
    assert.equal(room(windows), 1_199);
  });

  it("let another one through a second after one that got no answer", () => {
    const windows = windowsWith(0);
    clock.advance(30_000);
    assert.equal(room(windows), 1);
    assert.equal(windows.waitMs, 1_000);
    clock.advance(1_000);
    assert.equal(room(windows), 1);
  });

  it("aren't used up while the first answer of a new one is waited for", () => {
    const windows = windowsWith(0);
    assert.equal(windows.usedUpMs, 30_000);
    clock.advance(30_000);
    assert.equal(room(windows), 1);
    assert.deepEqual([windows.usedUpMs, windows.waitMs], [0, 1_000]);
    windows.note(header(0, 300), 0);
    assert.equal(windows.usedUpMs, 300_000);
  });

  it("stay as they are after an answer that overtook another one", () => {
    const windows = windowsWith(50);
    assert.equal(room(windows, 10), 10);
    windows.note(header(40, 30), 9);
    windows.note(header(45, 30), 0);
    assert.equal(room(windows), 40);
  });

  it("follow an API that says less than was counted here, since others use it too", () => {
    const windows = windowsWith(1_000);
    windows.note(header(7, 30), 0);
    assert.equal(room(windows), 7);
  });

  it("follow an API that says much more than was counted here, since it counts otherwise", () => {
    const windows = windowsWith(100);
    assert.equal(room(windows), 100);
    windows.note(header(1_200, 30), 0);
    assert.equal(room(windows), 1_200);
  });

  it("end when they were first told to, for answers tell whole seconds", () => {
    const windows = windowsWith(1);
    clock.advance(500);
    windows.note(header(0, 30), 0);
    assert.equal(windows.waitMs, 29_500);
  });

  it("begin anew with an answer that tells a later end", () => {
    const windows = windowsWith(1);
    clock.advance(10_000);
    windows.note(header(60, 30), 0);
    assert.equal(room(windows), 60);
    assert.equal(windows.waitMs, 30_000);
  });

  it("are all kept to, the tightest first", () => {
    const windows = new LimitWindows(clock);
    windows.note({ ratelimit: `"short";r=2;t=1, "long";r=3;t=250` }, 0);
    assert.equal(room(windows), 2);
    assert.equal(windows.waitMs, 1_000);
    clock.advance(1_000);
    assert.equal(room(windows), 1);
    windows.note({ ratelimit: `"short";r=1;t=1, "long";r=0;t=249` }, 0);
    assert.equal(windows.waitMs, 249_000);
  });

  it("that an answer doesn't mention any more are forgotten when they are over", () => {
    const windows = windowsWith(0);
    clock.advance(30_000);
    assert.equal(room(windows), 1);
    windows.note({}, 0);
    assert.deepEqual([windows.areKnown, windows.waitMs], [false, 0]);
  });
});
