/** `.ci/run` runs every part to its end, and sums up what they count. */

import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";

const LINE = (figures: string, exitCode = 0) =>
  `node -e "console.log('${figures}'); process.exit(${exitCode})"`;

describe("the project's gate", function () {
  this.timeout(60_000);
  let folder: string;

  const run = async (scripts: Record<string, string>) => {
    const manifest = { name: "gated", version: "1.0.0" };
    const lock = { ...manifest, lockfileVersion: 3, packages: { "": manifest } };
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ ...manifest, scripts }));
    await writeFile(path.join(folder, "package-lock.json"), JSON.stringify(lock));
    const options = { cwd: folder, env: process.env };
    const { exitCode, stdout } = await readChild("bash", [".ci/run"], options);
    return { exitCode, last: stdout.trimEnd().split("\n").at(-1) };
  };

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "gate-"));
    await cp(".ci", path.join(folder, ".ci"), { recursive: true });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("adds up what the parts count that there are", async () => {
    const scripts = { test: LINE("3 passed, 0 failed"), examples: LINE("4 passed, 0 failed") };
    assert.deepEqual(await run(scripts), { exitCode: 0, last: "7 passed, 0 failed" });
  });

  it("goes on after a part that fails, and fails", async () => {
    const scripts = { test: LINE("3 passed, 2 failed", 1), "docs:check": LINE("4 passed, 0 failed") };
    assert.deepEqual(await run(scripts), { exitCode: 1, last: "7 passed, 2 failed" });
  });

  it("counts a part that fails, or ends, without counting anything as a failure", async () => {
    const scripts = {
      test: LINE("3 passed, 0 failed", 1),
      "test:install": LINE("nothing to say"),
      "docs:check": LINE("no figures", 2),
      examples: LINE("0 passed, 0 failed"),
    };
    assert.deepEqual(await run(scripts), { exitCode: 1, last: "3 passed, 4 failed" });
  });
});
