/** The minimal programs on the real engine, as they stand in their folders. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const programs: [folder: string, file: string][] = [
  ["examples/minimal-typescript", "index.ts"],
  ["examples/minimal-javascript", "index.js"],
];

for (const [folder, file] of programs)
  describe(folder, function () {
    this.timeout(STORY_TIMEOUT_MS);
    const kit = useStack({ program: readFolder(folder) });

    it("pauses its recording, says the file's name, and then leaves it alone", async () => {
      const id = UUID.exec(readFileSync(path.join(folder, file), "utf8"))?.[0];
      assert.ok(id);
      const { output_file_name: name } = kit.emulator.createRecording({ id });
      const first = await kit.succeed(["up", "--skip-preview"]);
      assert.deepEqual(first.actions, ["pause"]);
      const { stdout } = await kit.succeed(["stack", "output", "--json"]);
      assert.deepEqual(JSON.parse(stdout), { status: "PAUSED", file: name, sizeInBytes: null });
      const second = await kit.succeed(["up", "--skip-preview", "--expect-no-changes"]);
      assert.deepEqual(second.actions, []);
    });

    it("depends on this package in a version that this one is", () => {
      const { name, version } = readJson("package.json");
      assert.equal(readJson(path.join(folder, "package.json")).dependencies[name], `^${version}`);
    });
  });

function readFolder(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name !== "node_modules");
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}
