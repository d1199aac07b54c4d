/** The repository's own Pulumi.yaml on the real engine: recordings that are declared in the stack's configuration. */

import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const PROJECT = readFileSync("Pulumi.yaml", "utf8");

describe("recordings from configuration", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: { "Pulumi.yaml": PROJECT } });
  const configure = (entry: string, value: string) =>
    kit.succeed(["config", "set", "--path", `recordings.keynote.${entry}`, value]);
  let recordingId: string;

  // The program then runs where it is, and finds the package by its own name, while the stack's files stay away.
  before(() =>
    symlinkSync(path.resolve("examples"), path.join(kit.workspace.folder, "examples"), "junction"),
  );

  it("asks for recordings where the configuration has none, and shows how to declare one", async () => {
    const { exitCode, stdout, methods } = await kit.run(["up"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /error: this stack's configuration declares no recordings\./);
    assert.match(stdout, /pulumi config set --path recordings\.keynote\.state paused/);
    assert.deepEqual(methods, []);
  });

  it("names every wrong entry by its path, without a stack trace, and asks the API nothing", async () => {
    recordingId = kit.emulator.createRecording().id;
    await configure("state", "pause");
    await configure("waitForUpload", "yes");
    const { exitCode, stdout, text, methods } = await kit.run(["up"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /recordings\.keynote\.recordingId is missing; it must be the recording's id, a UUID/,
    );
    assert.match(
      stdout,
      /recordings\.keynote\.state must be "recording", "paused" or "stopped", but is "pause"/,
    );
    assert.match(stdout, /recordings\.keynote\.waitForUpload must be true or false, but is "yes"/);
    assert.doesNotMatch(text, /^\s+at /m);
    assert.deepEqual(methods, []);
  });

  it("are brought to their declared state by up, with one PUT", async () => {
    await configure("recordingId", recordingId);
    await configure("state", "paused");
    await configure("waitForUpload", "false");
    const { actions } = await kit.succeed(["up"]);
    assert.deepEqual(actions, ["pause"]);
    assert.equal(kit.emulator.getRecording(recordingId).status, "PAUSED");
  });

  it("are exported by name, with status, file and size", async () => {
    const { stdout } = await kit.succeed(["stack", "output", "recordings", "--json"]);
    const { output_file_name: file } = kit.emulator.getRecording(recordingId);
    assert.deepEqual(JSON.parse(stdout), { keynote: { status: "PAUSED", file, bytes: null } });
  });

  it("are sent nothing by another up", async () => {
    const { actions, stdout } = await kit.succeed(["up"]);
    assert.deepEqual(actions, []);
    assert.match(stdout, /2 unchanged/);
  });

  it("show in a preview what a host changed, since every run refreshes", async () => {
    kit.emulator.patchRecording(recordingId, { status: "RECORDING" });
    const { exitCode, stdout, actions } = await kit.run(["preview", "--diff", "--expect-no-changes"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /~ state +: "recording" => "paused"/);
    assert.deepEqual(actions, []);
  });

  it("are left as they are by the run that takes the last of them out of the configuration", async () => {
    await kit.succeed(["config", "rm", "--path", "recordings.keynote"]);
    const { actions } = await kit.succeed(["up", "--skip-preview"]);
    assert.deepEqual([actions, await kit.stored()], [[], []]);
    assert.equal(kit.emulator.getRecording(recordingId).status, "RECORDING");
  });
});

describe("recordings from configuration in a checkout that isn't built", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const folder = "examples/recordings-from-config";
  const names = ["index.ts", "configuration.ts", "plain-error.ts", "provider-package.ts", "tsconfig.json"];
  const files = names.map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")]);
  const withoutPackage = {
    "Pulumi.yaml": PROJECT,
    ...Object.fromEntries(files),
    // A package of its own, whose name comes before the one in node_modules, and whose dist/ is missing.
    [`${folder}/package.json`]: JSON.stringify({
      name: "pulumi-realtimekit",
      exports: { ".": "./dist/index.js" },
    }),
  };
  const kit = useStack({ program: withoutPackage });

  before(() =>
    symlinkSync(path.resolve("node_modules/zod"), `${kit.workspace.folder}/node_modules/zod`, "junction"),
  );

  it("say that it has to be built", async () => {
    const { exitCode, stdout, text } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      stdout,
      /error: the package pulumi-realtimekit isn't there yet\. .*"npm ci && npm run build"/,
    );
    assert.doesNotMatch(text, /^\s+at /m);
  });
});
