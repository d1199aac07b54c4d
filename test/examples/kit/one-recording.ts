/** What the minimal programs do, in whichever language. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ExampleKit } from "./example";

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Tells the README's story: paused, unchanged, let go of. */
export function tellOneRecording(kit: ExampleKit, file: string) {
  let id: string;

  it("pauses its recording with one request, and says the file's name", async () => {
    id = UUID.exec(readFileSync(path.join(kit.workspace.folder, file), "utf8"))?.[0] ?? "";
    const { output_file_name: name } = kit.emulator.createRecording({ id });
    await kit.follow("pulumi stack init event");
    const { actions } = await kit.follow("pulumi up --yes");
    assert.deepEqual(actions, ["pause"]);
    const { stdout } = await kit.succeed(["stack", "output", "--json"]);
    assert.deepEqual(JSON.parse(stdout), { status: "PAUSED", file: name, sizeInBytes: null });
  });

  it("then sends nothing, and leaves the recording as it is in the end", async () => {
    const { actions } = await kit.follow("pulumi up --yes");
    const destroyed = await kit.follow("pulumi destroy --yes");
    assert.deepEqual([actions, destroyed.actions], [[], []]);
    assert.equal(kit.emulator.getRecording(id).status, "PAUSED");
  });
}
