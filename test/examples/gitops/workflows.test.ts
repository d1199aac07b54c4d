/** The example's workflows and pipeline as files: what linters and schemas say, and who may do what in them. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { locateActionlint } from "../../../scripts/actionlint";
import { readChild } from "../../../scripts/engine/child";
import { EXAMPLE } from "./ci-machine";
import { readWorkflow, runsByHandOn, runsForPullRequestOf, type Step } from "./github-workflow";
import { EVENTS, expandPipeline, startedBy } from "./gitlab-pipeline";

/** In a fresh environment actionlint is built first. */
const BUILD_TIMEOUT_MS = 10 * 60_000;
/** The command line of GitLab's jobs is started once or twice. */
const EXPANDING_TIMEOUT_MS = 60_000;

const FOLDER = path.join(EXAMPLE, ".github", "workflows");
const NAMES = ["drift", "preview", "up"];

describe("the GitOps example's workflows", () => {
  const stepsOf = (name: string): readonly Step[] =>
    Object.values(readWorkflow(name).jobs).flatMap(({ steps }) => steps);

  it("are three, and actionlint has no complaint", async function () {
    this.timeout(BUILD_TIMEOUT_MS);
    const files = readdirSync(FOLDER).sort();
    assert.deepEqual(
      files,
      NAMES.map((name) => `${name}.yml`),
    );
    // Without what it would run where it happens to be installed: every machine is to say the same.
    const args = ["-no-color", "-shellcheck=", "-pyflakes=", ...files.map((file) => path.join(FOLDER, file))];
    const { exitCode, stdout, stderr } = await readChild(await locateActionlint(), args, {
      env: process.env,
    });
    assert.deepEqual([exitCode, stdout, stderr], [0, "", ""]);
  });

  it("are linted by a linter that complains of what is wrong", async function () {
    this.timeout(BUILD_TIMEOUT_MS);
    const step = `{ run: "echo $${"{{"} secret.A }}" }`;
    const wrong = `on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [${step}] } }\n`;
    const script = `printf %s "$WRONG" | "$ACTIONLINT" -no-color -`;
    const env = { ...process.env, WRONG: wrong, ACTIONLINT: await locateActionlint() };
    const { exitCode, stdout } = await readChild("bash", ["-c", script], { env });
    assert.equal(exitCode, 1);
    assert.match(stdout, /undefined variable "secret"/);
  });

  it("may write nothing but the preview's comment", () => {
    const permissions = NAMES.map((name) => readWorkflow(name).permissions);
    const readOnly = { contents: "read" };
    assert.deepEqual(permissions, [readOnly, { ...readOnly, "pull-requests": "write" }, readOnly]);
  });

  it("preview no pull request of a fork, which would run its code with the secrets", async () => {
    const preview = readWorkflow("preview");
    assert.equal(preview.on, "pull_request");
    assert.equal(await runsForPullRequestOf(preview, "example/event-recordings"), true);
    assert.equal(await runsForPullRequestOf(preview, "somebody/event-recordings"), false);
  });

  it("give secrets to the one step that runs Pulumi", () => {
    for (const name of NAMES) {
      const withSecrets = stepsOf(name).filter((step) => JSON.stringify(step).includes("secrets."));
      assert.equal(withSecrets.length, 1);
      assert.match(withSecrets[0]?.run ?? "", /^pulumi (preview|up) /);
      assert.doesNotMatch(JSON.stringify(readWorkflow(name).env), /secrets/);
    }
  });

  it("run one up at a time, cut none off, and keep other runs from taking its place", () => {
    const groups = NAMES.map((name) => readWorkflow(name).concurrency);
    assert.deepEqual(groups[2], { group: "up-event", "cancel-in-progress": false });
    assert.equal(new Set(groups.map(({ group }) => group)).size, NAMES.length);
  });

  it("bring about what was merged only, also where they are started by hand", async () => {
    const up = readWorkflow("up");
    assert.deepEqual([await runsByHandOn(up, "main"), await runsByHandOn(up, "change")], [true, false]);
  });

  it("take actions in a stated version, and leave no credentials behind", () => {
    for (const step of NAMES.flatMap(stepsOf).filter(({ uses }) => uses)) {
      assert.match(step.uses ?? "", /^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
      if (step.uses?.startsWith("actions/checkout@"))
        assert.deepEqual((step as { with?: unknown }).with, { "persist-credentials": false });
    }
  });
});

describe("the GitOps example's GitLab pipeline", function () {
  this.timeout(EXPANDING_TIMEOUT_MS);

  it("fits GitLab's schema, and has three jobs of which up runs once at a time", async () => {
    const { preview, up, drift } = await expandPipeline();
    assert.ok(preview && up && drift);
    assert.equal(up.resource_group, "up-event");
  });

  for (const [job, predefined] of Object.entries(EVENTS))
    it(`runs ${job} alone on its event`, async () => {
      assert.deepEqual(await startedBy(predefined), [job]);
    });

  it("runs nothing for a fork's merge request, nor for a push to another branch", async () => {
    const fork = { ...EVENTS.preview, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "43" };
    assert.deepEqual(await startedBy(fork), []);
    assert.deepEqual(await startedBy({ ...EVENTS.up, CI_COMMIT_BRANCH: "change" }), []);
  });
});
