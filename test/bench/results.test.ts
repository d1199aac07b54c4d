/** Medians, and questions to the results. */

import assert from "node:assert/strict";
import { createResults, median, totalOf, type Windows } from "../../bench/results";
import { countRequests } from "../../bench/turn";
import { countWindows } from "../../bench/windows";
import { NONE, oneRound } from "./measurements";

describe("the benchmark's results", () => {
  const medians: [values: number[], middle: number | undefined][] = [
    [[], undefined],
    [[3], 3],
    [[9, 1], 5],
    [[9, 1, 2], 2],
    [[10, 9, 1, 2], 5.5],
  ];
  for (const [values, middle] of medians)
    it(`have ${middle} as the median of [${values}]`, () => {
      assert.equal(median(values), middle);
    });

  const key = { contender: "ours", operation: "preview", size: 100 } as const;
  const [first] = oneRound().filter((found) => found.contender === "ours" && found.size === 100);
  assert.ok(first);
  const rounds = createResults(
    [7, 1, 2].map((seconds, index) => ({
      ...first,
      operation: "preview",
      seconds,
      round: index + 1,
      requests: { ...NONE, list: seconds },
      stateBytes: index === 2 ? undefined : 1_000 + seconds,
    })),
  );

  it("are the median of the rounds for times, and the worst round for everything else", () => {
    assert.equal(rounds.seconds(key), 2);
    assert.equal(rounds.requests(key)?.list, 7);
    assert.equal(rounds.largest({ contender: "ours" }, "stateBytes"), 1_007);
  });

  it("are undefined for what was not measured", () => {
    assert.equal(rounds.seconds({ ...key, size: 1 }), undefined);
    assert.equal(rounds.requests({ ...key, contender: "script" }), undefined);
    assert.equal(rounds.largest({ contender: "floor" }, "peakMemoryBytes"), undefined);
    assert.deepEqual(rounds.sizes, [100]);
  });

  it("count the requests of a log by kind, and how many of them were refused", () => {
    const counted = countRequests([
      { endpoint: "recordings.get", status: 200 },
      { endpoint: "recordings.list", status: 429 },
      { endpoint: "recordings.list", status: 200 },
      { endpoint: "recordings.put", status: 429 },
      { endpoint: "meetings.get", status: null },
    ]);
    assert.deepEqual(counted, { getOne: 1, list: 2, put: 1, other: 1, tooMany: 2 });
    assert.equal(totalOf(counted), 5);
  });

  const seconds = (...at: number[]) => at.map((second) => ({ time: new Date(second * 1000).toISOString() }));
  const windows: [what: string, at: number[], expected: Windows][] = [
    ["nothing", [], { all: 0, usedUp: 0 }],
    ["what stays under it", [0, 5, 10, 15], { all: 2, usedUp: 0 }],
    ["what is held back until a window's end", [0, 1, 2, 10, 10, 10, 20], { all: 3, usedUp: 2 }],
    ["what is refused, too", [0, 1, 2, 3, 4], { all: 1, usedUp: 1 }],
    ["a pause between two windows", [0, 1, 2, 25, 34], { all: 2, usedUp: 1 }],
  ];
  for (const [what, at, expected] of windows)
    it(`count the windows of a limit that are used up by ${what}`, () => {
      assert.deepEqual(countWindows(seconds(...at), { requests: 3, windowSeconds: 10 }), expected);
    });
});
