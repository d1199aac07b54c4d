/** The launcher of dynamic providers, with a stand-in for the SDK's provider. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";
import { writeLauncher } from "../../scripts/engine/launcher";
import { removeFolders, temporaryFolder } from "./stand-ins";

function writeSdk(folder: string, name: string): string {
  const provider = path.join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
  mkdirSync(provider, { recursive: true });
  const report = `console.log(JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2)]));`;
  writeFileSync(path.join(provider, "index.js"), `${report} process.exitCode = 7;`);
  return folder;
}

async function launch(cwd: string, env: NodeJS.ProcessEnv = {}) {
  const bin = temporaryFolder();
  await writeLauncher(bin);
  const launcher = path.join(bin, "pulumi-resource-pulumi-nodejs");
  return readChild(launcher, ["127.0.0.1:1", "two words"], { cwd, env: { PATH: process.env.PATH, ...env } });
}

describe("the launcher of dynamic providers", () => {
  afterEach(removeFolders);

  it("runs the provider of the program's own SDK with the arguments it is given", async () => {
    const program = path.join(writeSdk(temporaryFolder(), "program"), "infra");
    mkdirSync(program);
    const { stdout, exitCode } = await launch(program, { INIT_CWD: writeSdk(temporaryFolder(), "caller") });
    assert.deepEqual(JSON.parse(stdout), ["program", "127.0.0.1:1", "two words"]);
    assert.equal(exitCode, 7);
  });

  it("falls back on the SDK where npm was called", async () => {
    const { stdout } = await launch(temporaryFolder(), { INIT_CWD: writeSdk(temporaryFolder(), "caller") });
    assert.equal(JSON.parse(stdout)[0], "caller");
  });

  it("says what to do where there is no SDK", async () => {
    const { stdout, stderr, exitCode } = await launch(temporaryFolder());
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.equal(
      stderr,
      "@pulumi/pulumi is not installed where this program runs: run npm install in its folder\n",
    );
  });
});
