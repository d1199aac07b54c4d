/** The benchmark as a person runs it, on the real engine, at a size that shows nothing but that it works. */

import assert from "node:assert/strict";
import { type ChildProcess, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Measurement } from "../../bench/results";
import { locatePulumi } from "../../scripts/engine";
import { readChild } from "../../scripts/engine/child";
import { removeFolders, temporaryFolder } from "../scripts/stand-ins";
import { eventually } from "../support/eventually";

const SCRIPT = path.resolve("bench/index.ts");
const BENCH_TIMEOUT_MS = 180_000;
/** In a fresh environment the engine is built first. */
const LOCATE_TIMEOUT_MS = 15 * 60_000;

describe("the benchmark", function () {
  this.timeout(BENCH_TIMEOUT_MS);
  before(async function () {
    this.timeout(LOCATE_TIMEOUT_MS);
    await locatePulumi();
  });
  afterEach(removeFolders);

  it("measures contenders side by side, writes what it found, and leaves nothing behind", async () => {
    const out = path.join(temporaryFolder(), "results");
    const chosen = ["--contenders", "floor,ours", "--operations", "create,change-all"];
    const { exitCode, stdout, stderr } = await bench([
      "--sizes",
      "2",
      "--rounds",
      "1",
      ...chosen,
      "--out",
      out,
    ]);
    // Whether goals are met is the benchmark's matter; that it says so, and fails then, is this test's.
    assert.equal(exitCode, /^- missed: /m.test(stdout) ? 1 : 0, stdout + stderr);
    assert.deepEqual(readdirSync(out), ["requests.svg", "results.json", "results.md", "time.svg"]);
    const report = readFileSync(path.join(out, "results.md"), "utf8");
    assert.ok(stdout.startsWith(report));
    assert.match(
      report,
      /^`npm run bench -- --sizes 2 --rounds 1 --contenders \S+ --operations \S+` on \d+ cores, .*; commit [0-9a-f]{7,}( with changes)?\. /m,
    );
    assert.match(report, /The whole run took \d+ (s|min)\.$/m);
    assert.match(report, /^Measured once: every row\.$/m);
    assert.match(
      stderr,
      /^4 commands, about \d+ s\nN = 2, round 1, floor; \d+ s left\n {2}create: \d+\.\d\d s\n/,
    );
    const { measurements } = JSON.parse(readFileSync(path.join(out, "results.json"), "utf8"));
    assertMeasured(measurements);
  });

  it("ends when it is interrupted in the middle of a command, and leaves nothing behind", async () => {
    const out = path.join(temporaryFolder(), "results");
    const chosen = ["--sizes", "2", "--contenders", "ours", "--operations", "wait"];
    const { exitCode } = await bench([...chosen, "--out", out], (child, text) => {
      if (/create: /.test(text)) child.kill("SIGINT");
    });
    assert.equal(exitCode, 130);
  });
});

function assertMeasured(measurements: readonly Measurement[]): void {
  assert.deepEqual(
    measurements.map(({ contender, operation, size }) => `${contender} ${operation} ${size}`),
    ["floor create 2", "floor change-all 2", "ours create 2", "ours change-all 2"],
  );
  for (const { contender, requests, seconds, exitCode, astray, ...sizes } of measurements) {
    assert.deepEqual([exitCode, astray, seconds > 0], [0, 0, true]);
    assert.equal(requests.put, contender === "ours" ? 2 : 0);
    assert.equal(requests.tooMany + requests.other, 0);
    assert.ok((sizes.stateBytes ?? 0) > 100);
    assert.equal(typeof sizes.providerCharacters, contender === "ours" ? "number" : "undefined");
    // Only Linux tells what a process takes.
    const isTold = contender === "ours" && process.platform === "linux";
    assert.equal((sizes.peakMemoryBytes ?? 0) > 10_000_000, isTold);
  }
}

/** Runs the benchmark as a process of its own, and checks that neither a process nor a file of it is left. */
async function bench(args: string[], onProgress?: (child: ChildProcess, text: string) => void) {
  const marker = `bench-test-${randomUUID()}`;
  const TMPDIR = temporaryFolder();
  const result = await readChild(process.execPath, ["--import", "tsx", SCRIPT, ...args], {
    env: { ...process.env, TMPDIR, BENCH_TEST: marker },
    onStart: (child) => child.stderr?.on("data", (text: string) => onProgress?.(child, text)),
  });
  assert.deepEqual(
    readdirSync(TMPDIR).filter((name) => !name.startsWith("tsx-")),
    [],
  );
  await eventually(() => processesWith(marker).length === 0);
  return result;
}

/** The processes that inherited an environment with this text in it. */
function processesWith(marker: string): string[] {
  const lines = execFileSync("ps", ["axeww", "-o", "pid=,command="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(marker));
}
