/** `read`: what a refresh sees, what counts as gone, and looking a recording up by its id. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type FaultInput, type RecordingStatus } from "../../emulator";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { useHooks } from "../support/hooks-kit";

const OBSERVED: [status: RecordingStatus, state: string][] = [
  ["INVOKED", "recording"],
  ["RECORDING", "recording"],
  ["PAUSED", "paused"],
  ["UPLOADING", "stopped"],
  ["UPLOADED", "stopped"],
  ["ERRORED", "stopped"],
];

describe("read of a resource", () => {
  const kit = useHooks();

  for (const [status, state] of OBSERVED) {
    it(`returns ${status} as the input ${state}, and sends no action`, async () => {
      const { id, outs, recordingId } = await kit.create({ onDelete: "stop" });
      kit.emulator.patchRecording(recordingId, { status, held: true });
      const read = await kit.hooks.read(id, outs);
      assert.equal(read.id, id);
      assert.deepEqual([read.inputs?.state, read.props.state, read.props.status], [state, state, status]);
      assert.deepEqual([read.inputs?.onDelete, read.inputs?.__provider], ["stop", PROVIDER_TEXT]);
      assert.deepEqual(kit.actions(), []);
    });
  }

  it("returns exactly the inputs that are stored when nothing happened", async () => {
    const { id, outs, inputs } = await kit.create({ timeouts: { update: "1m" } });
    const read = await kit.hooks.read(id, outs);
    assert.deepEqual(read.inputs, inputs);
    assert.deepEqual(read.props, outs);
  });

  it("keeps the declared state for an end that whenEnded accepts", async () => {
    const { id, outs, recordingId } = await kit.create({ whenEnded: "accept" });
    kit.emulator.patchRecording(recordingId, { status: "UPLOADED" });
    const { inputs, props } = await kit.hooks.read(id, outs);
    assert.deepEqual([inputs?.state, props.status], ["recording", "UPLOADED"]);
  });

  it("keeps the declared state for a status that this version doesn't know", async () => {
    const { id, outs } = await kit.create();
    kit.emulator.addFault({ kind: "unknownStatus", status: "FINALIZING" });
    const { inputs, props } = await kit.hooks.read(id, outs);
    assert.deepEqual([inputs?.state, props.status], ["recording", "FINALIZING"]);
  });

  it("answers without an id when the recording is gone", async () => {
    const { id, outs, recordingId } = await kit.create();
    kit.emulator.deleteRecording(recordingId);
    assert.equal((await kit.hooks.read(id, outs)).id, "");
  });

  const NOT_GONE: [name: string, fault: FaultInput, message: RegExp][] = [
    ["a 401", { kind: "status", status: 401 }, /^AuthenticationError: /],
    ["a 403", { kind: "status", status: 403 }, /^AuthenticationError: /],
    ["a 500", { kind: "status", status: 500 }, /^ApiError: GET .* was answered with HTTP 500/],
    ["a dropped connection", { kind: "dropBefore" }, /^ConnectionError: GET .* got no complete answer/],
    [
      "a 404 page that is not the API's",
      { kind: "status", status: 404, envelope: "empty" },
      /^InvalidResponseError: /,
    ],
    [
      "a 404 for an unknown route",
      { kind: "status", status: 404, envelope: "v4", code: 7003 },
      /^ApiError: .*HTTP 404/,
    ],
    ["a redirect", { kind: "redirect" }, /^InvalidResponseError: .* never followed/],
  ];
  for (const [name, fault, message] of NOT_GONE) {
    it(`fails for ${name} rather than take the recording for gone`, async () => {
      const { id, outs } = await kit.create();
      kit.emulator.addFault({ ...fault, times: "always" });
      await assert.rejects(kit.hooks.read(id, outs), { message });
    });
  }

  it("refuses a state that was written by a newer version", async () => {
    const { id, outs } = await kit.create();
    await assert.rejects(kit.hooks.read(id, { ...outs, schemaVersion: 2 }), {
      message: /^ConfigurationError: the state of this resource was written by a newer/,
    });
  });
});

describe("read for Recording.get", () => {
  const kit = useHooks();
  const __urn = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:Recording::looked-up";

  it("returns outputs with the observed state, without what is so by default or said by the id", async () => {
    const { id: recordingId } = kit.emulator.createRecording({ status: "PAUSED" });
    const id = `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}/${recordingId}`;
    const { props, inputs } = await kit.hooks.read(id, { __urn });
    const identity = { recordingId, accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID };
    const expected = { state: "paused", __provider: PROVIDER_TEXT };
    assert.deepEqual(inputs, { ...identity, ...expected });
    assert.deepEqual({ ...props, ...expected, __urn }, props);
    for (const name of Object.keys(identity)) assert.ok(!(name in props), name);
    assert.deepEqual([props.status, props.schemaVersion], ["PAUSED", 1]);
  });

  it("fails for an unknown recording", async () => {
    const id = `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}/00000000-0000-4000-8000-000000000000`;
    await assert.rejects(kit.hooks.read(id, { __urn }), {
      message: /^RecordingNotFoundError: app \S+ has no recording 0/,
    });
  });

  for (const id of ["00000000-0000-4000-8000-000000000000", "a/b", "a//c", "a/b/c/d"]) {
    it(`fails for "${id}", which is no id of a Recording`, async () => {
      await assert.rejects(kit.hooks.read(id, { __urn }), {
        message: `ConfigurationError: "${id}" is no id of a Recording; it must be accountId/appId/recordingId`,
      });
    });
  }
});
