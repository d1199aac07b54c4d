/** The real engine: found, or installed first, and run in workspaces. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readChild } from "../../scripts/engine/child.js";
import { createWorkspace, type Engine, locatePulumi } from "../../scripts/engine/index.js";
import { isAtLeast } from "../../scripts/engine/on-path.js";

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
});
