/** What previews know ahead: outputs that can't change any more stand among the inputs, and say the truth there. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator";
import { FIXED_FROM, withoutKept } from "../../provider/core/known-ahead";
import { UNKNOWN_SENTINELS } from "../core/fixtures";
import type { Props } from "../support/grpc";
import { HookError } from "../support/hook-calls";
import { useHooks } from "../support/hooks-kit";

const RUNNING = ["outputFileName", "invokedTime", "startedTime", "sessionId", "startReason"];
const NAMES = Object.keys(FIXED_FROM);

const known = (props: Props = {}) =>
  Object.fromEntries(NAMES.filter((name) => name in props).map((name) => [name, props[name]]));
const asDeclared = (inputs: Props) => withoutKept(inputs, inputs, FIXED_FROM) as Props;
/** The outputs of the same names. */
const same = (names: Props, outs: Props) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, outs[name]]));

describe("the outputs that a preview knows", () => {
  const kit = useHooks();

  it("are observed by the check of a new resource, and are those of the create", async () => {
    const { inputs, outs } = await kit.create({ state: "paused" });
    assert.deepEqual(Object.keys(known(inputs)), RUNNING);
    assert.deepEqual(same(known(inputs), outs), known(inputs));
  });

  it("are kept by later checks, which ask nothing for them", async () => {
    const { inputs } = await kit.create();
    const again = await kit.hooks.check(inputs, { ...asDeclared(inputs), onDelete: "stop" });
    assert.deepEqual([again.failures, known(again.inputs)], [[], known(inputs)]);
    assert.deepEqual(kit.emulator.requests(), []);
  });

  it("are kept where another input isn't known yet", async () => {
    const { inputs } = await kit.create();
    const state = UNKNOWN_SENTINELS.string;
    const again = await kit.hooks.check(inputs, { ...asDeclared(inputs), state });
    assert.deepEqual(known(again.inputs), known(inputs));
  });

  for (const [name, recordingId] of [
    ["isn't known yet", UNKNOWN_SENTINELS.string],
    ["isn't there", "00000000-0000-4000-8000-000000000000"],
  ]) {
    it(`are nothing of the old recording where another one is declared that ${name}`, async () => {
      const { inputs } = await kit.create();
      const other = await kit.hooks.check(inputs, { ...asDeclared(inputs), recordingId });
      assert.deepEqual(known(other.inputs), {});
    });
  }

  it("are the new recording's where another one is declared", async () => {
    const { inputs } = await kit.create();
    const { recordingId } = kit.declare();
    const other = await kit.hooks.check(inputs, { ...asDeclared(inputs), recordingId });
    const { output_file_name, invoked_time } = kit.emulator.getRecording(recordingId);
    const { outputFileName, invokedTime } = other.inputs;
    assert.deepEqual([outputFileName, invokedTime], [output_file_name, invoked_time]);
  });

  const UPDATES: [from: RecordingStatus, state: string][] = [
    ["INVOKED", "recording"],
    ["RECORDING", "recording"],
    ["RECORDING", "paused"],
    ["RECORDING", "stopped"],
    ["PAUSED", "recording"],
    ["PAUSED", "stopped"],
    ["UPLOADING", "stopped"],
    ["UPLOADED", "stopped"],
    ["ERRORED", "stopped"],
  ];
  for (const [status, state] of UPDATES) {
    it(`are the same after an update from ${status} to ${state}`, async () => {
      kit.emulator.patchSettings({ invokedMs: 100, uploadingMs: 0 });
      const { id, outs, inputs, recordingId } = await kit.create();
      kit.emulator.patchRecording(recordingId, { status });
      const read = await kit.hooks.read(id, outs);
      const args = { ...asDeclared(inputs), state, whenEnded: "accept", waitForUpload: status !== "ERRORED" };
      const checked = await kit.hooks.check(read.inputs ?? {}, args);
      const updated = await kit.hooks.update(id, read.props, checked.inputs);
      assert.ok(Object.keys(known(checked.inputs)).length >= 2);
      assert.deepEqual(same(known(checked.inputs), updated), known(checked.inputs));
    });
  }

  it("never make diff report a change, in a state with them, without them, or with others", async () => {
    const { id, inputs, outs } = await kit.create();
    const bare = asDeclared(inputs);
    for (const news of [inputs, bare, { ...inputs, startedTime: "another" }]) {
      assert.equal((await kit.hooks.diff(id, outs, news)).changes, "none");
      await kit.hooks.check(inputs, bare);
      assert.equal((await kit.hooks.diff(id, outs, news)).changes, "none");
    }
  });

  it("are taken up by a refresh of a state that doesn't have them, without a change", async () => {
    const { id, inputs, outs } = await kit.create();
    const bare = { ...outs, startedTime: null, sessionId: null };
    const read = await kit.hooks.read(id, bare);
    assert.deepEqual(read.inputs, inputs);
    assert.equal((await kit.hooks.diff(id, read.props, asDeclared(inputs))).changes, "none");
  });

  it("include how and when it ended once that is final", async () => {
    const { id, outs, recordingId } = await kit.create();
    kit.emulator.patchRecording(recordingId, { status: "UPLOADED" });
    const { inputs = {}, props } = await kit.hooks.read(id, outs);
    const ended = ["stoppedTime", "stopReason", "recordingDuration", "fileSize"];
    assert.deepEqual(Object.keys(known(inputs)), [...RUNNING, ...ended]);
    assert.deepEqual(same(known(inputs), props), known(inputs));
    for (const name of ["status", "downloadUrl", "audioDownloadUrl", "downloadUrlExpiry"])
      assert.ok(!(name in inputs), name);
  });

  it("give way to what the API says at the update, should it say something else", async () => {
    const { id, inputs, outs } = await kit.create();
    const updated = await kit.hooks.update(id, outs, { ...inputs, outputFileName: "another.mp4" });
    assert.equal(updated.outputFileName, outs.outputFileName);
  });

  it("are kept by what a failed update leaves", async () => {
    const { id, inputs, outs } = await kit.create({ timeouts: { update: "1s" } });
    kit.emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });
    const { inputs: news } = await kit.hooks.check(inputs, { ...asDeclared(inputs), state: "paused" });
    const error: unknown = await kit.hooks.update(id, outs, news).catch((reason: unknown) => reason);
    assert.ok(error instanceof HookError && error.initFailed);
    assert.deepEqual(same(known(news), error.initFailed.properties), known(inputs));
  });

  it("are no inputs: a value for one is refused at its property", async () => {
    const { inputs } = await kit.create();
    const wrong = { outputFileName: "mine.mp4", startedTime: [inputs.startedTime], status: "RECORDING" };
    for (const olds of [{}, inputs]) {
      const { failures } = await kit.hooks.check(olds, { ...asDeclared(inputs), ...wrong });
      assert.deepEqual(
        failures.map(({ property }) => property),
        Object.keys(wrong),
      );
      for (const { reason } of failures) assert.match(reason, /^is not an input of Recording; /);
    }
  });

  it("pass where ignoreChanges copied all old inputs, and only there", async () => {
    const { inputs } = await kit.create();
    const again = await kit.hooks.check(inputs, inputs);
    assert.deepEqual(again, { inputs, failures: [] });
    assert.equal((await kit.hooks.check({}, inputs)).failures.length, RUNNING.length);
  });

  it("are without those that the program keeps secret, also after a refresh", async () => {
    const __secretOutputs = ["outputFileName"];
    const { id, inputs, outs } = await kit.create({ __secretOutputs });
    assert.deepEqual(Object.keys(known(inputs)), RUNNING.slice(1));
    const read = await kit.hooks.read(id, outs);
    assert.deepEqual(read.inputs, inputs);
    assert.ok(outs.outputFileName);
  });

  it("make an update of an output that becomes secret, so that a later refresh knows", async () => {
    const { id, inputs, outs } = await kit.create();
    const news = { ...asDeclared(inputs), __secretOutputs: ["outputFileName"] };
    const checked = await kit.hooks.check(inputs, news);
    assert.equal((await kit.hooks.diff(id, outs, checked.inputs)).changes, "some");
    const updated = await kit.hooks.update(id, outs, checked.inputs);
    assert.deepEqual([updated.__secretOutputs, kit.actions()], [["outputFileName"], []]);
  });
});

describe("the outputs of a MeetingRecording", () => {
  const kit = useHooks();

  it("are never known ahead: another recording may take the place of the last one", async () => {
    kit.emulator.patchSettings({ invokedMs: 0 });
    const { id: meetingId } = kit.emulator.createMeeting();
    const __urn = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::ahead";
    const { inputs } = await kit.hooks.check({}, { meetingId, state: "recording", __urn });
    const { id, outs } = await kit.hooks.create(inputs);
    const read = await kit.hooks.read(id, outs);
    const again = await kit.hooks.check(read.inputs ?? {}, inputs);
    for (const props of [inputs, read.inputs, again.inputs]) assert.deepEqual(known(props), {});
  });
});
