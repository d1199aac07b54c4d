/** What is printed and drawn: tables that line up, pictures that are well-formed, in round steps and readable. */

import assert from "node:assert/strict";
import { drawRequests, drawTimes } from "../../bench/report/figures";
import { formatRequests, formatSeconds } from "../../bench/report/format";
import { writeReport } from "../../bench/report/markdown";
import { drawPlot } from "../../bench/report/plot";
import { roundTicks, spread, thinOut } from "../../bench/report/scale";
import { layOutTable } from "../../bench/report/table";
import { createResults } from "../../bench/results";
import { judge } from "../../bench/verdict";
import { NONE, oneRound } from "./measurements";

const results = createResults(oneRound());
const where = {
  command: "npm run bench",
  commit: "0123abc with changes",
  seconds: 7_300,
  cores: 2,
  node: "20.20.2",
  pulumi: "3.245.0",
};
const report = writeReport(results, judge(results), where);

describe("the benchmark's tables", () => {
  it("line up", () => {
    const columns = [{ title: "what", align: "left" } as const, { title: "N", align: "right" } as const];
    const lines = layOutTable(columns, [
      ["a", "1,000"],
      ["longer", "1"],
    ]);
    assert.deepEqual(lines, [
      "| what   |     N |",
      "| ------ | ----: |",
      "| a      | 1,000 |",
      "| longer |     1 |",
    ]);
  });

  const requests: [text: string, counts: Partial<typeof NONE> | undefined][] = [
    ["–", undefined],
    ["0", {}],
    ["1,000 PUT", { put: 1_000 }],
    [
      "2 one + 11 list + 1,000 PUT + 1 other (3 × 429)",
      { getOne: 2, list: 11, put: 1_000, other: 1, tooMany: 3 },
    ],
  ];
  for (const [text, counts] of requests)
    it(`say ${text} for ${JSON.stringify(counts)}`, () => {
      assert.equal(formatRequests(counts && { ...NONE, ...counts }), text);
    });

  it("show times with the digits that mean something", () => {
    assert.deepEqual([undefined, 1.234, 12.34, 123.4].map(formatSeconds), ["–", "1.23", "12.3", "123.4"]);
  });

  it("hold every operation and size, and every goal with its outcome", () => {
    assert.match(report, /^\| create +\| 1,000 \| +11\.0 \| +11\.0 \| +102\.0 \| +11\.0 \| +11\.0 \|$/m);
    assert.match(report, /^\| preview, live check off +\| +500 \| +– \| +6\.00 \| +– \| +– \| +– \|$/m);
    assert.match(report, /^\| refresh, all ended +\| 1,000 \| +11\.0 \| .* – \|$/m);
    assert.match(report, /^\| preview +\| +100 \| .*2 list/m);
    assert.match(report, /^\| ours +\| +1 \| +2,000 bytes \| +90 characters \| +100 MiB \|$/m);
    assert.match(
      report,
      /^\| `__provider` +\| at most 100 characters +\| 90 characters \(create, N = 1\) +\| met +\|$/m,
    );
    assert.doesNotMatch(report, /undefined|NaN/);
  });

  it("say what was measured, and how long that took", () => {
    assert.match(report, /^`npm run bench` on 2 cores, .*; commit 0123abc with changes\. /m);
    assert.match(report, /The whole run took 2\.0 h\.$/m);
    assert.doesNotMatch(writeReport(results, [], { ...where, commit: undefined }), /commit/);
  });

  it("say which rows are no medians", () => {
    assert.match(report, /^Measured once: every row\.$/m);
    const again = oneRound()
      .filter(({ operation, size }) => operation !== "rate-limited" && !(operation === "wait" && size > 1))
      .map((found) => ({ ...found, round: 2 }));
    const some = writeReport(createResults([...oneRound({ size: 1 }), ...again]), [], where);
    assert.match(
      some,
      /^Measured once: change all, rate limited \(N = 1\), .*, wait for upload \(N = 1,000\)\.$/m,
    );
    assert.doesNotMatch(some, /^Measured once: .*(wait for upload \(N = 1\)|create)/m);
    assert.doesNotMatch(writeReport(createResults(again), [], where), /^Measured once/m);
  });

  it("show who keeps to a rate limit, and that a time under it means nothing where it wasn't kept", () => {
    const failed = { exitCode: 1, astray: 3, requests: { ...NONE, getOne: 1_000, put: 1_090, tooMany: 90 } };
    const limited = createResults(
      oneRound({ contender: "script", operation: "rate-limited", size: 1_000 }, failed),
    );
    const shown = writeReport(limited, judge(limited), where);
    assert.match(
      shown,
      /^\| ours +\| 1,000 \| +120 per 15 s \| +8 of 9 \| +11\.0 \| +1,011 \| +0 \| +0 \| +0 \|$/m,
    );
    assert.match(
      shown,
      /^\| script +\| 1,000 \| +120 per 15 s \| +8 of 9 \| +11\.0 \| +2,090 \| +90 \| +1 \| +3 \|$/m,
    );
    assert.match(shown, /^\| change all, rate limited +\| 1,000 \| .* 11\.0 \(failed\) \| +– \|$/m);
    assert.deepEqual(shown.match(/missed/g), null);
  });

  it("list what misses, and what is met by a hair, below the goals", () => {
    assert.match(
      report,
      /^- by a hair: requests, change all: change all, N = 1000: 1,011 requests, at most/m,
    );
    const slow = createResults(
      oneRound({ contender: "ours", operation: "no-op", size: 1_000 }, { seconds: 17 }),
    );
    assert.match(
      writeReport(slow, judge(slow), where),
      /\|\n\n- (.*\n- )*missed: no-op up at N = 1,000 against floor: no-op up, N = 1000: 1\.55 times, at most 1\.50/,
    );
  });

  it("hold each operation's growth beside the least", () => {
    // The floor is 2 s at 100 recordings and 11 s at 1,000.
    const times = { ours: { 100: 3, 1000: 41 }, least: { 100: 3, 1000: 31 } };
    const slow = oneRound().map((found) => {
      const { [found.size]: seconds }: Record<number, number> =
        times[found.contender as "ours" | "least"] ?? {};
      return found.operation === "change-all" && seconds ? { ...found, seconds } : found;
    });
    assert.match(
      writeReport(createResults(slow), [], where),
      /^\| change all +\| 3\.00 times \| 2\.00 times \|$/m,
    );
    assert.match(report, /^\| refresh +\| 0\.00 times \| +– \|$/m);
    assert.doesNotMatch(report, /^\| refresh, all ended +\| [^|]+ \| [^|]+ \|$/m);
  });

  it("leave out contenders and operations that were not measured", () => {
    const few = createResults(
      oneRound().filter(({ contender, operation }) => contender === "ours" && operation === "create"),
    );
    const small = writeReport(few, judge(few), where);
    assert.doesNotMatch(small.replace(/^- .*$/gm, ""), /script|refresh|rate limit\b/);
    assert.match(small, /^\| requests, change all +\| [^|]+\| – +\| not measured \|$/m);
  });
});

describe("the benchmark's pictures", () => {
  for (const [name, svg] of [
    ["times", drawTimes(results)],
    ["requests", drawRequests(results)],
  ] as const)
    it(`of ${name} are well-formed, with a panel for each operation that everybody does`, () => {
      assertWellFormed(svg);
      assert.equal(svg.match(/<g transform=/g)?.length, 8);
      assert.match(svg, />as documented [^<]+</);
      assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
    });

  it("can be drawn of a single size, of nothing but zeros, and of nothing", () => {
    const one = oneRound().filter(({ size }) => size === 1);
    const zeros = one.map((found) => ({ ...found, seconds: 0, requests: NONE }));
    for (const measurements of [one, zeros, []]) {
      assertWellFormed(drawTimes(createResults(measurements)));
      assertWellFormed(drawRequests(createResults(measurements)));
    }
  });

  it("escape what they are given", () => {
    const series = [{ title: '<a> & "b"', colour: "#000", points: [{ x: 1, y: 1 }] }];
    const svg = drawPlot({
      title: "a & b",
      xTitle: "<x>",
      panels: [{ title: "<p>", series }],
      formatY: String,
    });
    assertWellFormed(svg);
    assert.match(svg, /&lt;a&gt; &amp; &quot;b&quot; 1</);
  });

  const ticks: [most: number, expected: number[]][] = [
    [0, [0, 1]],
    [0.8, [0, 0.2, 0.4, 0.6, 0.8]],
    [7, [0, 2, 4, 6, 8]],
    [122, [0, 25, 50, 75, 100, 125]],
    [3_010, [0, 1_000, 2_000, 3_000, 4_000]],
  ];
  for (const [most, expected] of ticks)
    it(`have ticks ${expected} for ${most}`, () => {
      assert.deepEqual(roundTicks(most), expected);
    });

  it("move labels apart in their order, and none beyond the end", () => {
    assert.deepEqual(spread([50, 10, 51], 10, 100), [50, 10, 60]);
    assert.deepEqual(spread([99, 98, 100], 10, 100), [90, 80, 100]);
    assert.deepEqual(spread([], 10, 100), []);
  });

  it("leave out ticks that would cover a larger one", () => {
    assert.deepEqual(thinOut([0, 1, 100, 500, 1_000], 60), [1, 100, 500, 1_000]);
    assert.deepEqual(thinOut([0, 1, 20], 60), [20]);
  });
});

/** Every element is closed in its order, and no text or attribute holds what would open one. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  let roots = 0;
  const rest = svg.replace(
    /<(\/?)(\w+)((?:\s[\w:-]+="[^"<&]*(?:&\w+;[^"<&]*)*")*)(\/?)>/g,
    (_, end, name, __, empty) => {
      if (end) assert.equal(open.pop(), name);
      else if (!empty) open.push(name);
      if (open.length === 0) roots += 1;
      return "";
    },
  );
  assert.deepEqual([open, roots], [[], 1]);
  assert.doesNotMatch(rest.replace(/&(amp|lt|gt|quot);/g, ""), /[<>&]/);
}
