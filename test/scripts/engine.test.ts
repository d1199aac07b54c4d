/** The real engine: found, or installed first, and run in workspaces. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { readChild } from "../../scripts/engine/child";
import { createWorkspace, type Engine, locatePulumi } from "../../scripts/engine/index";
import { isAtLeast } from "../../scripts/engine/on-path";

const BUILD_TIMEOUT_MS = 15 * 60_000;
const RUN_TIMEOUT_MS = 90_000;

const RESOURCE = `
const pulumi = require("@pulumi/pulumi");
class Doubled extends pulumi.CustomResource {
  constructor(name, value) {
    const __provider = 'exports.handler = () => require("./hooks.js");\\n';
    super("pulumi-nodejs:dynamic/trial:Doubled", name, { value, doubled: undefined, __provider });
  }
}
exports.doubled = new Doubled("one", 21).doubled;
`;
const HOOKS = `
module.exports = {
  create: async (inputs) => ({ id: "one", outs: { ...inputs, doubled: 2 * inputs.value } }),
  diff: async () => ({ changes: false }),
  read: async (id, props) => ({ id, props }),
  delete: async () => {},
};
`;
// Says which process it is in a file that appears whole, and never gets done.
const STUCK_HOOKS = `
const fs = require("node:fs");
exports.create = () => {
  fs.writeFileSync("pid.tmp", String(process.pid));
  fs.renameSync("pid.tmp", "pid");
  return new Promise(() => setInterval(() => {}, 1000));
};
`;
const JAVASCRIPT = {
  "Pulumi.yaml": "name: trial\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "index.js": RESOURCE,
  "hooks.js": HOOKS,
};
const TYPESCRIPT = {
  "Pulumi.yaml": "name: typed\nruntime: nodejs\n",
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022" } }',
  "index.ts": `
import * as pulumi from "@pulumi/pulumi";
export const who: pulumi.Output<string> = pulumi.output(process.env.WHO ?? "nobody");
`,
};

describe("the real engine", () => {
  let engine: Engine;

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MS);
    engine = await locatePulumi();
  });

  it("reports the version it was found with", async () => {
    const { stdout, exitCode } = await readChild(engine.command, ["version"], { env: engine.env });
    assert.deepEqual([exitCode, stdout.trim()], [0, `v${engine.version}`]);
    assert.ok(isAtLeast(engine.version, "3.245.0"));
  });

  it("runs a JavaScript program with a dynamic resource from up to destroy", async () => {
    const workspace = await createWorkspace({ program: JAVASCRIPT, engine });
    try {
      await workspace.succeed(["up", "--skip-preview"]);
      assert.equal((await workspace.succeed(["stack", "output", "doubled"])).trim(), "42");
      const { resources = [] } = (await workspace.export()).deployment;
      const types = resources.map(({ type }) => type);
      assert.ok(types.includes("pulumi-nodejs:dynamic/trial:Doubled"), types.join());
      await workspace.succeed(["preview", "--expect-no-changes"]);
      await workspace.succeed(["refresh", "--skip-preview", "--expect-no-changes"]);
      await workspace.succeed(["destroy", "--skip-preview"]);
      assert.deepEqual((await workspace.export()).deployment.resources ?? [], []);
    } finally {
      await workspace.close();
    }
    assert.equal(existsSync(workspace.folder), false);
  }).timeout(RUN_TIMEOUT_MS);

  it("runs a TypeScript program with the environment it is given and nobody's own settings", async () => {
    process.env.PULUMI_STACK = "somebody's own";
    const workspace = await createWorkspace({ program: TYPESCRIPT, engine, env: { WHO: "workspace" } });
    try {
      await workspace.succeed(["up", "--skip-preview"], { env: { WHO: "run" } });
      assert.equal((await workspace.succeed(["stack", "output", "who"])).trim(), "run");
    } finally {
      delete process.env.PULUMI_STACK;
      await workspace.close();
    }
  }).timeout(RUN_TIMEOUT_MS);

  it("reports a failed command as a result, and throws all it printed when success was asked for", async () => {
    const workspace = await createWorkspace({ program: JAVASCRIPT, engine });
    try {
      const result = await workspace.run(["stack", "select", "other"]);
      assert.notEqual(result.exitCode, 0);
      assert.match(result.stderr, /no stack named 'other' found/);
      await assert.rejects(workspace.succeed(["stack", "select", "other"]), /no stack named 'other' found/);
    } finally {
      await workspace.close();
    }
  }).timeout(RUN_TIMEOUT_MS);

  it("ends a run that is under way when it is closed, with the provider the run started", async () => {
    const workspace = await createWorkspace({ program: { ...JAVASCRIPT, "hooks.js": STUCK_HOOKS }, engine });
    const run = workspace.run(["up", "--skip-preview"]);
    const provider = await eventually(() => Number(readFileSync(path.join(workspace.folder, "pid"), "utf8")));
    await workspace.close();
    assert.match((await run).stdout, /cancelling/);
    await eventually(() => assert.throws(() => process.kill(provider, 0), { code: "ESRCH" }));
  }).timeout(RUN_TIMEOUT_MS);
});

/** The first result that is not an error, within half a minute. */
async function eventually<T>(look: () => T): Promise<T> {
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    try {
      return look();
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await setTimeout(50);
    }
  }
}
