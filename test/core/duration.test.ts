/** Durations, read and written. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  formatDuration,
  formatRoughly,
  MAX_DURATION_MS,
  parseDurationMs,
} from "../../provider/core/duration";

const RIGHT: [text: string, seconds: number][] = [
  ["1s", 1],
  ["90s", 90],
  ["5m", 300],
  ["1h", 3_600],
  ["1h30m", 5_400],
  ["1h30s", 3_630],
  ["2m3s", 123],
  ["1h2m3s", 3_723],
  ["0h0m1s", 1],
  ["007s", 7],
  ["168h", 604_800],
  ["10080m", 604_800],
];

const WRONG = [
  "",
  "0s",
  "0h0m0s",
  "5",
  "5 m",
  " 5m",
  "5m ",
  "5M",
  "-5m",
  "+5m",
  "1.5h",
  "30m1h",
  "5m5m",
  "5ms",
  "1d",
  "m",
  "five",
  "5m\n",
  "٥m",
  "168h1s",
  "169h",
  `${"9".repeat(400)}s`,
];

const WRITTEN: [ms: number, text: string][] = [
  [0, "0s"],
  [999, "0s"],
  [1_000, "1s"],
  [59_999, "59s"],
  [60_000, "1m"],
  [61_000, "1m1s"],
  [3_600_000, "1h"],
  [5_400_000, "1h30m"],
  [3_601_000, "1h1s"],
  [MAX_DURATION_MS, "168h"],
  [-1, "0s"],
];

describe("a duration", () => {
  for (const [text, seconds] of RIGHT) {
    it(`"${text}" is ${seconds} seconds`, () => assert.equal(parseDurationMs(text), seconds * 1000));
  }

  for (const text of WRONG) {
    it(`is not ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(parseDurationMs(text), undefined));
  }

  for (const [ms, text] of WRITTEN) {
    it(`of ${ms} milliseconds is written "${text}"`, () => assert.equal(formatDuration(ms), text));
  }

  for (const [ms, text] of [
    [0, "0s"],
    [59_999, "59s"],
    [60_000, "1m"],
    [119_999, "1m"],
    [3_725_000, "1h2m"],
  ] as const) {
    it(`of ${ms} milliseconds is roughly "${text}"`, () => assert.equal(formatRoughly(ms), text));
  }

  it("is read as it is written, for every whole second up to a week", () => {
    return fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_DURATION_MS / 1000 }), (seconds) => {
        assert.equal(parseDurationMs(formatDuration(seconds * 1000)), seconds * 1000);
      }),
    );
  });

  it("is the sum of its hours, minutes and seconds", () => {
    const count = fc.integer({ min: 0, max: 50 });
    return fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 50 }), (h, m, s) => {
        assert.equal(parseDurationMs(`${h}h${m}m${s}s`), (h * 3600 + m * 60 + s) * 1000);
      }),
    );
  });

  it("is never anything but undefined or a time between zero and a week", () => {
    return fc.assert(
      fc.property(fc.stringMatching(/^[0-9hms]{0,12}$/), (text) => {
        const ms = parseDurationMs(text);
        assert.ok(ms === undefined || (ms > 0 && ms <= MAX_DURATION_MS), text);
      }),
    );
  });
});
