/** `diff` of a program against the state file: what changes, what replaces, and what it needn't ask about. */

import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { RecordingStatus } from "../../emulator";
import type { Props } from "../support/grpc";
import type { Diffed } from "../support/hook-calls";
import { type Declared, nameOf, useHooks } from "../support/hooks-kit";

const SOME: Diffed = { changes: "some", replaces: [], deleteBeforeReplace: false };
const NONE: Diffed = { changes: "none", replaces: [], deleteBeforeReplace: false };

describe("diff of a plan", () => {
  const kit = useHooks();

  /** As the engine does it for a plan: check first, then diff with what check returned. */
  const plan = async (declared: Declared, changes: Props = {}): Promise<Diffed> => {
    const { inputs } = await kit.recheck(declared, changes);
    return await kit.hooks.diff(declared.id, declared.outs, inputs);
  };
  const said = () => kit.engine.messages.map(({ text }) => text);

  it("finds nothing to do when nothing changed, looking once and saying nothing", async () => {
    const declared = await kit.create();
    assert.deepEqual(await plan(declared), NONE);
    assert.deepEqual(
      kit.emulator.requests().map(({ method }) => method),
      ["GET"],
    );
    assert.deepEqual(said(), []);
  });

  const REPLACING: Props = {
    recordingId: "00000000-0000-4000-8000-000000000000",
    accountId: "another",
    appId: "14a396e7-ca44-4937-bf1f-050a69118543",
  };
  for (const [property, value] of Object.entries(REPLACING)) {
    it(`replaces for another ${property}, deleting first and asking about neither`, async () => {
      const declared = await kit.create();
      await kit.recheck(declared, { [property]: value });
      kit.forget();
      const news = { ...declared.inputs, [property]: value };
      assert.deepEqual(await kit.hooks.diff(declared.id, declared.outs, news), {
        changes: "some",
        replaces: [property],
        deleteBeforeReplace: true,
      });
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  it("announces that a replacement stops the old recording, where its onDelete says so", async () => {
    const declared = await kit.create({ onDelete: "stop" });
    const { id: recordingId } = kit.emulator.createRecording();
    await plan(declared, { recordingId, onDelete: "leave" });
    assert.deepEqual(kit.engine.messages, [
      {
        urn: declared.urn,
        text: `${nameOf(declared)}: will stop recording ${declared.recordingId}, which is replaced: deleting the resource stops it (onDelete)`,
        severity: "info",
        ephemeral: false,
      },
    ]);
  });

  it("announces no stop of an old recording that is left as it is, or has ended", async () => {
    const left = await kit.create({ onDelete: "leave" });
    const ended = await kit.create({ state: "stopped", onDelete: "stop" }, { status: "UPLOADED" });
    for (const declared of [left, ended]) {
      const { id: recordingId } = kit.emulator.createRecording();
      await plan(declared, { recordingId, onDelete: "stop" });
    }
    assert.deepEqual(said(), []);
  });

  const BEHAVIOUR: Props[] = [
    { onDelete: "stop" },
    { whenEnded: "accept" },
    { waitForUpload: true },
    { timeouts: { create: "1m" } },
  ];
  for (const changes of BEHAVIOUR) {
    it(`is an update for ${JSON.stringify(changes)}, with nothing to announce`, async () => {
      const declared = await kit.create();
      assert.deepEqual(await plan(declared, changes), SOME);
      assert.deepEqual(said(), []);
    });
  }

  it("is an update for timeouts that are gone", async () => {
    const declared = await kit.create({ timeouts: { create: "1m" } });
    const { timeouts, ...rest } = declared.inputs;
    const { inputs } = await kit.hooks.check(declared.inputs, rest);
    assert.deepEqual(await kit.hooks.diff(declared.id, declared.outs, inputs), SOME);
  });

  const UNKNOWN = ["recordingId", "accountId", "appId", "state", "whenEnded", "waitForUpload"];
  for (const property of UNKNOWN) {
    it(`is an update, no replacement, while ${property} isn't known, and asks nothing`, async () => {
      const declared = await kit.create();
      assert.deepEqual(await plan(declared, { [property]: unknownValue }), SOME);
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  it("looks at the recording while only onDelete or a timeout isn't known", async () => {
    const declared = await kit.create();
    kit.emulator.patchRecording(declared.recordingId, { status: "PAUSED" });
    assert.deepEqual(
      await plan(declared, { onDelete: unknownValue, timeouts: { update: unknownValue } }),
      SOME,
    );
    assert.deepEqual(said(), [
      `${nameOf(declared)}: will resume the recording: declared "recording", observed PAUSED`,
    ]);
  });

  it("finds that a recording which is over can't be resumed, also while a timeout isn't known", async () => {
    const declared = await kit.create({ state: "stopped" }, { status: "UPLOADED" });
    const changes = { state: "recording", timeouts: { update: unknownValue } };
    await assert.rejects(plan(declared, changes), /RecordingEndedError/);
  });

  const ENDED: RecordingStatus[] = ["UPLOADED", "ERRORED"];
  for (const status of ENDED) {
    it(`never asks about a recording that is stored as ${status}`, async () => {
      const declared = await kit.create({ state: "stopped" }, { status });
      assert.deepEqual(await plan(declared), NONE);
      assert.deepEqual(kit.emulator.requests(), []);
    });
  }

  it("never asks about a recording that was uploading and needn't be waited for", async () => {
    const declared = await kit.create({ state: "stopped" }, { status: "UPLOADING", held: true });
    assert.deepEqual(await plan(declared), NONE);
    assert.deepEqual(kit.emulator.requests(), []);
  });

  it("refuses a state that was written by a newer version", async () => {
    const declared = await kit.create();
    const { inputs } = await kit.recheck(declared);
    await assert.rejects(kit.hooks.diff(declared.id, { ...declared.outs, schemaVersion: 2 }, inputs), {
      message: /^ConfigurationError: the state of this resource was written by a newer pulumi-realtimekit/,
    });
  });
});
