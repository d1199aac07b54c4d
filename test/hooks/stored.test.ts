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

  it("have what the program keeps as a secret, so that it is one", async () => {
    const { outs, recordingId } = await kit.create({ __secretOutputs: ["recordingId"] });
    assert.equal(outs.recordingId, recordingId);
    assert.ok(!("accountId" in outs));
  });

  it("are compared as if they had it, also where an earlier version stored it", async () => {
    const { id, outs, inputs } = await kit.create();
    const { accountId, appId, recordingId } = inputs;
    for (const stored of [outs, { ...outs, accountId, appId, recordingId }])
      assert.equal((await kit.hooks.diff(id, stored, inputs)).changes, "none");
  });
});
