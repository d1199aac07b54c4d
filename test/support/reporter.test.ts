/** What `npm test` ends with when its files are run side by side: the last line and the exit code, whatever happens. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";
import { removeFolders, temporaryFolder } from "../scripts/stand-ins";

const MOCHA = require.resolve("mocha/bin/mocha.js");
const MOCHA_TIMEOUT_MS = 60_000;

const FILES = {
  passes: 'it("passes", () => {});',
  fails: 'it("fails", () => { throw new Error("as it should"); });',
  "does not load": 'throw new Error("as it should");',
  dies: 'it("dies", () => { process.kill(process.pid, "SIGKILL"); });',
  exits: 'it("exits", () => { process.exit(0); });',
} as const;

type File = keyof typeof FILES;

const RUNS: [title: string, files: File[], line: RegExp, exitCode: number][] = [
  ["all pass", ["passes", "passes"], /^2 passed, 0 failed$/, 0],
  ["one fails", ["fails", "passes"], /^1 passed, 1 failed$/, 1],
  ["one can't be loaded", ["does not load", "passes"], /^1 passed, 1 failed$/, 1],
  // Nobody is left to run the last one, which Mocha itself takes for a good end.
  ["two end their workers", ["dies", "exits", "passes"], /^\d passed, [1-9] failed$/, 1],
];

describe("files that are run side by side, of which", function () {
  this.timeout(MOCHA_TIMEOUT_MS);
  afterEach(removeFolders);

  for (const [title, files, line, exitCode] of RUNS) {
    it(`${title}, end with exit code ${exitCode} and a line that counts`, async () => {
      const run = await runMocha(files);
      assert.match(run.stdout.trimEnd().split("\n").at(-1) as string, line);
      assert.equal(run.exitCode, exitCode, run.stdout + run.stderr);
    });
  }
});

async function runMocha(files: readonly File[]) {
  const folder = temporaryFolder();
  const args = ["--parallel", "--jobs", "2"];
  for (const [index, name] of files.entries()) {
    const file = path.join(folder, `${index}.test.ts`);
    writeFileSync(file, FILES[name]);
    args.push(file);
  }
  return await readChild(process.execPath, [MOCHA, ...args], { env: process.env });
}
