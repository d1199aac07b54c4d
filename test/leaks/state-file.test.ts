/** What somebody who may write the state file can do: more than change data, which SECURITY.md says. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { grpc, ResourceProviderClient } from "../support/grpc";
import { createHookCalls } from "../support/hook-calls";
import { useHooks } from "../support/hooks-kit";

describe("the state file", () => {
  const kit = useHooks();

  it("holds a text that Pulumi runs, so that only who may run the program may write it", async () => {
    const text = `exports.handler = () => ({ read: async () => ({ id: "1", props: { ran: process.pid } }) })\n`;
    const client = new ResourceProviderClient(kit.hooks.address, grpc.credentials.createInsecure());
    try {
      const { props } = await createHookCalls(client, text).read("1", {});
      assert.equal(props.ran, kit.hooks.pid);
    } finally {
      client.close();
    }
  });

  it("decides by its id which recording a refresh reads, and what it was declared to be by its inputs", async () => {
    const { id, outs, recordingId } = await kit.create({ state: "paused" });
    const other = kit.emulator.createRecording({ status: "RECORDING" });
    const { props } = await kit.hooks.read(id.replace(recordingId, other.id), { ...outs, recordingId });
    assert.equal(props.status, "RECORDING");
    const [{ path } = { path: "" }] = kit.emulator.requests();
    assert.equal(
      path,
      `/client/v4/accounts/${DEFAULT_ACCOUNT_ID}/realtime/kit/${DEFAULT_APP_ID}/recordings/${other.id}`,
    );
    assert.deepEqual(kit.actions(), [], "a refresh sends nothing that changes anything");
  });
});
