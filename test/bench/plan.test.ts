/** What is run, in which order, and how long it is said to take. */

import assert from "node:assert/strict";
import { OPERATIONS, type OperationName, withNeeded } from "../../bench/operations";
import { type BenchOptions, readOptions } from "../../bench/options";
import { createForecast, planTurns } from "../../bench/plan";
import { rateLimitOf } from "../../bench/settings";

const options = (...args: string[]) => readOptions(args) as BenchOptions;

describe("the benchmark's plan", () => {
  it("lets all contenders take turns in each round of each size, and measures one recording more often", () => {
    const turns = planTurns(options("--sizes", "100,1", "--rounds", "1", "--contenders", "script,floor"));
    assert.deepEqual(
      turns.map(({ size, round, contender }) => `${size} ${round} ${contender.name}`),
      [
        ...[1, 2, 3, 4, 5].flatMap((round) => {
          const inTurn = [`1 ${round} floor`, `1 ${round} script`];
          return round % 2 === 0 ? inTurn.toReversed() : inTurn;
        }),
        "100 1 floor",
        "100 1 script",
      ],
    );
  });

  const needed: [names: OperationName[], all: OperationName[]][] = [
    [["create"], ["create"]],
    [["preview"], ["create", "preview"]],
    [["no-op-ended"], ["create", "wait", "no-op-ended"]],
    [["refresh-ended"], ["create", "wait", "refresh-ended"]],
    [["rate-limited"], ["create", "change-all", "rate-limited"]],
  ];
  for (const [names, all] of needed)
    it(`does ${all.join(", ")} where ${names} is asked for`, () => {
      assert.deepEqual(
        withNeeded(new Set(names)).map(({ name }) => name),
        all,
      );
    });

  it("limits the rate once, for ours and the control, with the most recordings", () => {
    const limited = planTurns(options("--sizes", "120,121")).filter(({ operations }) =>
      operations.some(({ name }) => name === "rate-limited"),
    );
    assert.deepEqual(
      limited.map(({ size, round, contender }) => [size, round, contender.name]),
      [
        [121, 1, "ours"],
        [121, 1, "script"],
      ],
    );
  });

  it("has a limit for each number of recordings that they reach several times", () => {
    assert.deepEqual(rateLimitOf(1_000), { requests: 120, windowSeconds: 15 });
    for (const size of [1, 20, 100, 500, 1_000]) {
      const { requests, windowSeconds } = rateLimitOf(size);
      assert.ok(requests <= size && Number.isInteger(windowSeconds) && windowSeconds >= 1);
      // What the engine sends by itself with 1,000 recordings, and it sends more with fewer.
      assert.ok(requests / windowSeconds < 1_010 / 90);
    }
  });

  it("lets only those do an operation who can", () => {
    const [turn] = planTurns(options("--contenders", "least", "--sizes", "2"));
    assert.deepEqual(
      turn?.operations.map(({ name }) => name),
      ["create", "change-all", "wait"],
    );
  });

  it("looks first with the live check and then without, and the other way round in the next round", () => {
    const turns = planTurns(
      options("--contenders", "ours", "--sizes", "2", "--operations", "preview-unchecked,preview"),
    );
    assert.deepEqual(
      turns.map(({ operations }) => operations.map(({ name }) => name).slice(1)),
      [
        ["preview", "preview-unchecked"],
        ["preview-unchecked", "preview"],
        ["preview", "preview-unchecked"],
      ],
    );
  });

  it("declares something before everything else", () => {
    assert.ok(OPERATIONS[0]?.declares);
  });

  it("foretells times from its table, and from what it has seen", () => {
    const turns = planTurns(
      options("--sizes", "100", "--contenders", "floor", "--operations", "create", "--rounds", "2"),
    );
    const [turn] = turns;
    const [create] = turn?.operations ?? [];
    assert.ok(turn && create);
    const forecast = createForecast();
    const { fixed, floor = 0 } = create.estimate;
    const setup = forecast.of([{ ...turn, operations: [] }]);
    assert.equal(forecast.of(turns), 2 * (setup + fixed + 100 * floor));
    forecast.note(turn, create, 10);
    forecast.note(turn, create, 30);
    assert.equal(forecast.of(turns), 2 * (setup + 20));
    // What it has not seen takes as much longer than its table says as what it has seen.
    const pace = 20 / (fixed + 100 * floor);
    const larger = { ...turn, size: 200 };
    assert.ok(Math.abs(forecast.of([larger]) - (setup + pace * (fixed + 200 * floor))) < 1e-9);
  });
});

describe("the benchmark's command line", () => {
  it("measures everything unless told", () => {
    const { sizes, rounds, contenders, operations, out } = options();
    assert.deepEqual([sizes, rounds], [[1, 100, 500, 1_000], 3]);
    assert.deepEqual(contenders, ["floor", "ours", "as-documented", "script", "least"]);
    assert.equal(operations.length, OPERATIONS.length);
    assert.match(out, /bench.results$/);
  });

  it("takes names in any order, and explains itself with --help", () => {
    assert.deepEqual(options("--operations", "preview,create").operations, ["create", "preview"]);
    assert.equal(readOptions(["--help"]), undefined);
  });

  const wrong: [args: string[], message: RegExp][] = [
    [["--sizes", "1,many"], /--sizes takes whole numbers from 1 to 10000, not "many"/],
    [["--sizes", "0"], /--sizes takes whole numbers/],
    [["--rounds", "1.5"], /--rounds takes whole numbers/],
    [["--contenders", "theirs"], /--contenders takes floor, ours, .*, not "theirs"/],
    [["--operations", "create,destroy"], /not "destroy"/],
    [["--colour"], /--colour/],
  ];
  for (const [args, message] of wrong)
    it(`refuses ${args.join(" ")}`, () => {
      assert.throws(() => readOptions(args), message);
    });
});
