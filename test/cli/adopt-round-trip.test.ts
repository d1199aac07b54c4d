/** What `adopt` prints is pasted into a stack on the real engine: it shows creates only, and nothing is sent. */

import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS, type StackKit, useStack } from "../support/engine-kit";
import { adopt } from "./run-adopt";

/** Recordings in every status that is adopted, two of them with the same name. */
function record({ emulator }: StackKit): void {
  emulator.patchSettings({ invokedMs: 100 });
  emulator.createRecording({ status: "RECORDING", output_file_name: "Keynote.mp4" });
  emulator.createRecording({ status: "PAUSED", output_file_name: "keynote.mp4" });
  emulator.createRecording({ status: "INVOKED", output_file_name: "null" });
}

async function assertAdopted(kit: StackKit): Promise<void> {
  const preview = await kit.succeed(["preview"]);
  assert.match(preview.stdout, /\+ 4 to create/);
  assert.doesNotMatch(preview.stdout, /to update|to delete|to replace/);
  const { methods } = await kit.succeed(["up", "--skip-preview"]);
  assert.deepEqual([...new Set(methods)], ["GET"]);
  const names = (await kit.stored()).map(({ urn }) => urn.split("::").at(-1));
  assert.deepEqual(names.sort(), ["keynote", "keynote-2", "null"]);
}

describe("the configuration that adopt prints", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({
    program: { "Pulumi.yaml": readFileSync("Pulumi.yaml", "utf8") },
    env: () => ({ CLOUDFLARE_ACCOUNT_ID: "", REALTIMEKIT_APP_ID: "" }),
  });
  before(() =>
    symlinkSync(path.resolve("examples"), path.join(kit.workspace.folder, "examples"), "junction"),
  );

  it("is what the repository's own program needs to take them over, without a PUT", async () => {
    record(kit);
    const { stdout } = await adopt(kit.emulator, []);
    const file = path.join(kit.workspace.folder, "Pulumi.dev.yaml");
    const salt = readFileSync(file, "utf8");
    writeFileSync(file, `${salt}${stdout}`);
    await assertAdopted(kit);
  });
});

describe("the program that adopt prints", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({
    program: { "Pulumi.yaml": "name: adopted\nruntime: nodejs\n", "index.ts": "" },
    env: () => ({ CLOUDFLARE_ACCOUNT_ID: "", REALTIMEKIT_APP_ID: "" }),
  });

  it("takes them over as it is, without a PUT", async () => {
    record(kit);
    const { stdout } = await adopt(kit.emulator, ["--format", "program"]);
    writeFileSync(path.join(kit.workspace.folder, "index.ts"), stdout);
    await assertAdopted(kit);
  });
});
