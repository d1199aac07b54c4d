/** Each goal is met by good numbers, missed by bad ones with a line that says which, and never judged without any. */

import assert from "node:assert/strict";
import { GOALS } from "../../bench/goals";
import { createResults, type Measurement } from "../../bench/results";
import { judge } from "../../bench/verdict";
import { NONE, oneRound } from "./measurements";

const outcomes = (measurements: Measurement[]) =>
  judge(createResults(measurements)).map(({ outcome }) => outcome);
const missesOf = (measurements: Measurement[]) =>
  judge(createResults(measurements)).flatMap(({ misses }) => misses);

describe("the goals", () => {
  it("are all met by a run that is as it should be", () => {
    assert.deepEqual(missesOf(oneRound()), []);
    assert.deepEqual(new Set(outcomes(oneRound())), new Set(["met"]));
  });

  it("are not judged where nothing was measured", () => {
    assert.deepEqual(new Set(outcomes([])), new Set(["not measured"]));
    const [judged] = judge(createResults([]));
    assert.equal(judged?.worst, undefined);
  });

  it("are not judged where one side of a comparison was not measured", () => {
    const withoutFloor = oneRound().filter(({ contender }) => contender !== "floor");
    const small = oneRound().filter(({ size }) => size === 1);
    const countOf = (measurements: Measurement[]) =>
      outcomes(measurements).filter((outcome) => outcome === "not measured").length;
    assert.equal(countOf(withoutFloor), 3);
    assert.equal(countOf(small), 8);
  });

  const ours = { contender: "ours" } as const;
  const get = { ...NONE, getOne: 12 };
  const misses: [key: Partial<Measurement>, change: Partial<Measurement>, line: RegExp][] = [
    [
      { ...ours, operation: "no-op", size: 1_000 },
      { requests: get },
      /live recordings: no-op up, N = 1000: 12 requests, at most 11 requests$/,
    ],
    [
      { ...ours, operation: "preview", size: 100 },
      { requests: get },
      /live recordings: preview, N = 100: 12 requests, at most 2 requests$/,
    ],
    [
      { ...ours, operation: "change-all", size: 1 },
      { requests: get },
      /requests, change all: change all, N = 1: 12 requests, at most 3 requests$/,
    ],
    [
      { ...ours, operation: "no-op-ended", size: 500 },
      { requests: get },
      /all ended: no-op up, all ended, N = 500: 12 requests, at most 0 requests$/,
    ],
    [
      { ...ours, operation: "preview", size: 500 },
      { seconds: 7 },
      /switched off: preview, N = 500: 1\.17 times, at most 1\.15 times$/,
    ],
    [
      { ...ours, operation: "preview-unchecked", size: 500 },
      { requests: get },
      /switched off: its live check was not off: 12 requests, N = 500: not comparable, at most/,
    ],
    [
      { ...ours, operation: "create", size: 500 },
      { seconds: 40 },
      /at once: create, N = 500: \d\.\d\d times/,
    ],
    [
      { ...ours, operation: "no-op", size: 1_000 },
      { seconds: 16.6 },
      /against floor: no-op up, N = 1000: 1\.51 times, at most 1\.50 times$/,
    ],
    [
      { ...ours, operation: "no-op", size: 1 },
      { seconds: 2.1 },
      /as documented: no-op up, N = 1: 1\.00 times, under 1\.00 times$/,
    ],
    [
      { ...ours, operation: "wait", size: 1 },
      { seconds: 2.2 },
      /as documented: wait for upload, N = 1: 1\.05 times, under 1\.00 times$/,
    ],
    [
      { ...ours, operation: "no-op-ended", size: 1 },
      { seconds: 2.2 },
      /as documented: no-op up, all ended, N = 1: 1\.05 times, under 1\.00 times$/,
    ],
    [
      { ...ours, size: 500 },
      { stateBytes: 2_501 },
      /state per recording: create, N = 500: 2,501 bytes, at most 2,500/,
    ],
    [
      { ...ours, operation: "refresh-ended", size: 500 },
      { stateBytes: 2_501 },
      /state per recording: refresh, all ended, N = 500: 2,501 bytes, at most 2,500/,
    ],
    [
      { ...ours, size: 1 },
      { providerCharacters: 101 },
      /`__provider`: create, N = 1: 101 characters, at most 100/,
    ],
    [
      { ...ours, operation: "rate-limited", size: 1_000 },
      { exitCode: 255 },
      /no failure: N = 1000: exit code 255/,
    ],
    [{ ...ours, operation: "rate-limited", size: 1_000 }, { astray: 3 }, /declared: N = 1000: 3 recordings/],
    [
      { ...ours, operation: "rate-limited", size: 1_000 },
      { requests: { ...NONE, put: 1_000, tooMany: 10 } },
      /429: N = 1000: 1\.00 %, under 1\.00 %$/,
    ],
    [
      { ...ours, operation: "rate-limited", size: 1_000 },
      { windows: { all: 9, usedUp: 4 } },
      /all were used: N = 1000: 44\.44 %, at least 50\.00 %$/,
    ],
    [
      { ...ours, operation: "rate-limited", size: 1_000 },
      { windows: undefined },
      /all were used: N = 1000: 0\.00 %, at least 50\.00 %$/,
    ],
  ];
  for (const [key, change, line] of misses)
    it(`are missed by ${JSON.stringify(change)} at ${JSON.stringify(key)}`, () => {
      const lines = missesOf(oneRound(key, change));
      assert.ok(
        lines.some((text) => line.test(text)),
        lines.join("\n"),
      );
      assert.ok(lines.every((text) => text.startsWith("missed: ")));
    });

  it("compare what a recording costs at 1,000 with 100, over the floor", () => {
    const at = (size: number, seconds: number): Partial<Measurement>[] => [
      { ...ours, operation: "refresh", size },
      { seconds },
    ];
    const run = (few: number, many: number) =>
      oneRound(...at(100, few)).map((found) =>
        found.contender === "ours" && found.operation === "refresh" && found.size === 1_000
          ? { ...found, seconds: many }
          : found,
      );
    // The floor is 2 s at 100 recordings and 11 s at 1,000.
    assert.deepEqual(missesOf(run(3, 11 + 11.9)), []);
    assert.match(missesOf(run(3, 11 + 12.1))[0] ?? "", /refresh: 1\.21 times, at most 1\.20 times$/);
    assert.match(missesOf(run(2, 12))[0] ?? "", /refresh: not comparable/);
    assert.deepEqual(missesOf(run(1.9, 10.9)), []);
  });

  it("are not about what the control does under the rate limit, nor about the refresh of ended ones", () => {
    const failed = { exitCode: 1, astray: 9, requests: { ...NONE, put: 9, tooMany: 9 } };
    assert.deepEqual(missesOf(oneRound({ contender: "script", operation: "rate-limited" }, failed)), []);
    const slow = { seconds: 99, requests: get };
    assert.deepEqual(missesOf(oneRound({ ...ours, operation: "refresh-ended", size: 1_000 }, slow)), []);
  });

  it("tell what is met by less than 2 %, but not of a limit of 0", () => {
    const closeCallsOf = (seconds: number) =>
      judge(createResults(oneRound({ ...ours, operation: "no-op", size: 1_000 }, { seconds })))
        .flatMap(({ closeCalls }) => closeCalls)
        .filter((line) => !/requests, /.test(line));
    // The floor takes 11 s: at most 16.5 s are good enough.
    assert.deepEqual(closeCallsOf(16), []);
    assert.deepEqual(closeCallsOf(16.3), [
      "by a hair: no-op up at N = 1,000 against floor: no-op up, N = 1000: 1.48 times, at most 1.50 times",
    ]);
    assert.deepEqual(closeCallsOf(16.6), []);
  });

  it("tell the same of what must be at least so much", () => {
    const closeCalls = judge(
      createResults(oneRound({ ...ours, operation: "rate-limited" }, { windows: { all: 100, usedUp: 50 } })),
    ).flatMap((verdict) => verdict.closeCalls);
    assert.ok(closeCalls.some((line) => /all were used: N = 1000: 50\.00 %, at least 50\.00 %$/.test(line)));
  });

  it("have names of their own", () => {
    assert.equal(new Set(GOALS.map(({ name }) => name)).size, GOALS.length);
  });
});
