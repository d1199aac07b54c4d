/** `diff` of a plan against the live recording: drift, and the one line that says what an update will do about it. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator";
import type { Props } from "../support/grpc";
import type { Diffed } from "../support/hook-calls";
import { type Declared, nameOf, useHooks } from "../support/hooks-kit";

interface Drift {
  readonly state: string;
  readonly from: RecordingStatus;
  readonly to: RecordingStatus;
  readonly says: string;
}

const DRIFTS: Drift[] = [
  {
    state: "recording",
    from: "RECORDING",
    to: "PAUSED",
    says: `will resume the recording: declared "recording", observed PAUSED`,
  },
  {
    state: "paused",
    from: "PAUSED",
    to: "RECORDING",
    says: `will pause the recording: declared "paused", observed RECORDING`,
  },
  {
    state: "recording",
    from: "RECORDING",
    to: "INVOKED",
    says: `will wait for the recording to begin: declared "recording", observed INVOKED`,
  },
  {
    state: "paused",
    from: "PAUSED",
    to: "INVOKED",
    says: `will wait for the recording to begin, then pause it: declared "paused", observed INVOKED`,
  },
];

describe("diff of a plan against the live recording", () => {
  const kit = useHooks();

  const plan = async (declared: Declared, changes: Props = {}): Promise<Diffed> => {
    const { inputs } = await kit.recheck(declared, changes);
    return await kit.hooks.diff(declared.id, declared.outs, inputs);
  };

  for (const { state, from, to, says } of DRIFTS) {
    it(`is an update where ${state} is declared and the recording went to ${to}`, async () => {
      const declared = await kit.create({ state }, { status: from });
      kit.emulator.patchRecording(declared.recordingId, { status: to, held: true });
      assert.equal((await plan(declared)).changes, "some");
      assert.deepEqual(kit.engine.messages, [
        {
          urn: declared.urn,
          text: `${nameOf(declared)}: ${says}`,
          severity: "info",
          ephemeral: false,
        },
      ]);
      assert.deepEqual(kit.actions(), []);
    });
  }

  it("announces the action for a state that the program changed", async () => {
    const declared = await kit.create();
    assert.equal((await plan(declared, { state: "stopped" })).changes, "some");
    assert.deepEqual(
      kit.engine.messages.map(({ text }) => text),
      [`${nameOf(declared)}: will stop the recording: declared "stopped", observed RECORDING`],
    );
  });

  it("is an update without an action where the declaration followed what happened", async () => {
    const declared = await kit.create();
    kit.emulator.patchRecording(declared.recordingId, { status: "PAUSED" });
    assert.equal((await plan(declared, { state: "paused" })).changes, "some");
    assert.deepEqual(kit.engine.messages, []);
  });

  it("announces that the file will be waited for", async () => {
    const declared = await kit.create({ state: "stopped" }, { status: "UPLOADING", held: true });
    assert.equal((await plan(declared, { waitForUpload: true })).changes, "some");
    assert.deepEqual(
      kit.engine.messages.map(({ text }) => text),
      [`${nameOf(declared)}: will wait for the file: declared "stopped", observed UPLOADING`],
    );
  });

  it("fails where a recording that should go on has ended", async () => {
    const declared = await kit.create();
    kit.emulator.patchRecording(declared.recordingId, { status: "UPLOADED" });
    await assert.rejects(plan(declared), {
      message: /^RecordingEndedError: recording \S+ is declared "recording", but/,
    });
  });

  it("takes note of an end that whenEnded accepts, once", async () => {
    const declared = await kit.create({ whenEnded: "accept" });
    kit.emulator.patchRecording(declared.recordingId, { status: "UPLOADED" });
    assert.equal((await plan(declared)).changes, "some");
    const { text } = await kit.engine.message(/take note/);
    const why = `declared "recording", observed UPLOADED`;
    assert.equal(text, `${nameOf(declared)}: will take note that the recording has ended: ${why}`);
    const { id, inputs, outs } = declared;
    const noted = await kit.hooks.update(id, outs, inputs);
    assert.equal(noted.status, "UPLOADED");
    assert.equal((await plan({ ...declared, outs: noted })).changes, "none");
    assert.deepEqual(kit.actions(), []);
  });

  it("fails where the recording is gone", async () => {
    const declared = await kit.create();
    kit.emulator.deleteRecording(declared.recordingId);
    await assert.rejects(plan(declared), { message: /^RecordingNotFoundError: .*run "pulumi refresh"/ });
  });

  it("fails where the API can't be asked, and takes it neither for drift nor for none", async () => {
    const declared = await kit.create();
    kit.emulator.patchSettings({ tokens: [{ token: "of-somebody-else" }] });
    await assert.rejects(plan(declared), { message: /^AuthenticationError: / });
  });
});

describe("diff without a check before it, which is a refresh's comparison", () => {
  const kit = useHooks();

  /** A resource whose plan is done: the check that belonged to it has had its diff. */
  const planned = async (): Promise<Declared> => {
    const declared = await kit.create();
    await kit.hooks.diff(declared.id, declared.outs, declared.inputs);
    kit.forget();
    return declared;
  };

  it("compares what is stored, and asks and says nothing", async () => {
    const { id, outs, inputs, recordingId } = await planned();
    kit.emulator.patchRecording(recordingId, { status: "PAUSED" });
    assert.equal((await kit.hooks.diff(id, outs, inputs)).changes, "none");
    assert.deepEqual([kit.emulator.requests(), kit.engine.messages], [[], []]);
  });

  it("finds that a refresh has read another state", async () => {
    const { id, outs, inputs } = await planned();
    assert.equal((await kit.hooks.diff(id, outs, { ...inputs, state: "paused" })).changes, "some");
    assert.deepEqual([kit.emulator.requests(), kit.engine.messages], [[], []]);
  });
});
