/** The emulator as it comes with the package: what it loads, who loads it, and how it is called. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { connectControlPlane } from "../../emulator";
import { readChild } from "../../scripts/engine/child";
import { filesLoadedBy, requireOf } from "../support/loaded-files";

const CLI = path.resolve("dist/cli/index.js");

describe("the packaged emulator", () => {
  it("loads zod and nothing else that would have to be installed", async () => {
    const foreign = (await filesLoadedBy(requireOf("dist/emulator/index.js")))
      .filter((file) => !file.startsWith("dist/"))
      .map((file) => file.replace(/^node_modules\/([^/]+)\/.*/, "$1"));
    assert.deepEqual([...new Set(foreign)], ["zod"]);
  });

  for (const entry of ["dist/hooks/index.js", "dist/index.js"]) {
    it(`isn't loaded by ${entry}`, async () => {
      const loaded = await filesLoadedBy(requireOf(entry));
      assert.ok(loaded.length > 10);
      assert.deepEqual(
        loaded.filter((file) => /emulator|hono/.test(file)),
        [],
      );
    });
  }

  it("states the licences of all that is bundled", () => {
    const bundled = readFileSync("dist/emulator/index.js", "utf8").matchAll(
      /^\/\/ node_modules\/(\S+?)\/dist\//gm,
    );
    const names = [...new Set([...bundled].map(([, name]) => name as string))].sort();
    assert.deepEqual(names, ["@hono/node-server", "hono"]);
    const licenses = readFileSync("dist/emulator/THIRD-PARTY-LICENSES.txt", "utf8");
    for (const name of names)
      assert.match(licenses, new RegExp(`^${name} [\\d.]+\n\nMIT License\n\nCopyright`, "m"));
  });

  it("is served by the package's command until it is interrupted", async () => {
    const child = spawn(process.execPath, [CLI, "emulator", "--set", "invokedMs=0"], { stdio: "pipe" });
    try {
      const [line] = await once(createInterface({ input: child.stdout }), "line");
      const control = connectControlPlane(String(line).replace("CLOUDFLARE_BASE_URL=", ""));
      assert.equal((await control.createRecording()).status, "RECORDING");
      const closed = once(child, "close");
      child.kill("SIGINT");
      assert.deepEqual(await closed, [0, null]);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("says what is wrong with its options under the name that it was called by", async () => {
    const options = { env: process.env };
    const { exitCode, stderr } = await readChild(process.execPath, [CLI, "emulator", "--port", "x"], options);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^--port takes a number.*\n\nUsage: npx pulumi-realtimekit emulator /);
  });
});
