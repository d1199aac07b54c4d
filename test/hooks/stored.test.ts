/** What of the outputs is stored, and how it is read back. */

import assert from "node:assert/strict";
import { useHooks } from "../support/hooks-kit";

describe("the stored outputs", () => {
  const kit = useHooks();

  it("have nothing that the id says", async () => {
    const { id, outs, recordingId } = await kit.create();
    assert.match(id, new RegExp(`/${recordingId}$`));
    const found = await kit.hooks.read(id, outs);
    for (const stored of [outs, found.props])
      for (const name of ["accountId", "appId", "recordingId"]) assert.ok(!(name in stored), name);
    assert.equal((found.inputs as Record<string, unknown>).recordingId, recordingId);
  });

  it("are compared as if they had it, also where an earlier version stored it", async () => {
    const { id, outs, inputs } = await kit.create();
    const { accountId, appId, recordingId } = inputs;
    for (const stored of [outs, { ...outs, accountId, appId, recordingId }])
      assert.equal((await kit.hooks.diff(id, stored, inputs)).changes, "none");
  });

  it("aren't read where the id is none of a recording: somebody has changed the state", async () => {
    const { outs, inputs } = await kit.create();
    const refusal = {
      message: /ConfigurationError: "a\/b" is no id of a Recording; it must be accountId\/appId\/re/,
    };
    await assert.rejects(kit.hooks.diff("a/b", outs, inputs), refusal);
    await assert.rejects(kit.hooks.update("a/b", outs, inputs), refusal);
    await assert.rejects(kit.hooks.delete("a/b", outs), refusal);
    await assert.rejects(kit.hooks.read("a/b", outs), refusal);
    assert.deepEqual(kit.actions(), []);
  });
});
