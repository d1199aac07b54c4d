/** `MeetingRecording` over the provider's real process: its id, what a preview says, and what a failure leaves. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type MeetingInput } from "../../emulator";
import { UNKNOWN_SENTINELS } from "../core/fixtures";
import type { Props } from "../support/grpc";
import type { HookError } from "../support/hook-calls";
import { useHooks } from "../support/hooks-kit";

let declarations = 0;

describe("a MeetingRecording's hooks", () => {
  const kit = useHooks();
  const declare = (args: Props = {}, meeting: MeetingInput = {}) => {
    const __urn = `urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::m${++declarations}`;
    return { meetingId: kit.emulator.createMeeting(meeting).id, state: "recording", __urn, ...args };
  };
  beforeEach(() => kit.emulator.patchSettings({ invokedMs: 0 }));

  it("give the meeting's id to the resource, and to its inputs the account and the app", async () => {
    const news = declare();
    const { inputs, failures } = await kit.hooks.check({}, news);
    assert.deepEqual(failures, []);
    const { __urn, ...args } = news;
    const { __provider, ...rest } = inputs;
    assert.deepEqual(rest, {
      ...args,
      accountId: DEFAULT_ACCOUNT_ID,
      appId: DEFAULT_APP_ID,
    });
    const { id, outs } = await kit.hooks.create(inputs);
    assert.equal(id, `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}/${news.meetingId}`);
    assert.deepEqual([outs.status, outs.origin], ["RECORDING", "started"]);
  });

  it("name a meeting that isn't there at its property, in the preview", async () => {
    const meetingId = "00000000-0000-4000-8000-000000000000";
    const { failures } = await kit.hooks.check({}, declare({ meetingId }));
    assert.equal(failures[0]?.property, "meetingId");
    assert.match(failures[0]?.reason ?? "", /^MeetingNotFoundError: app \S+ has no meeting 00000000-/);
  });

  it("warn in the preview that nobody is in the meeting, at the resource", async () => {
    const news = declare({}, { live_participants: 0 });
    assert.deepEqual((await kit.hooks.check({}, news)).failures, []);
    const { severity, urn } = await kit.engine.message(/nobody is in the meeting/);
    assert.deepEqual([severity, urn], ["warning", news.__urn]);
  });

  it("ask nothing while a decisive input isn't known, and pass unknown start options", async () => {
    const unknown = UNKNOWN_SENTINELS.string;
    const start = { maxSeconds: unknown, storageConfig: { type: "gcs", bucket: unknown } };
    const { inputs, failures } = await kit.hooks.check({}, declare({ meetingId: unknown, start }));
    assert.deepEqual([inputs.start, failures, kit.emulator.requests()], [start, [], []]);
  });

  it("leave a recording that was started, but doesn't begin in time, for the state", async () => {
    kit.emulator.patchSettings({ invokedMs: 600_000 });
    const { inputs } = await kit.hooks.check({}, declare({ timeouts: { create: "1s" } }));
    await assert.rejects(
      kit.hooks.create(inputs),
      (error: Error & { initFailed?: { properties: Props } }) => {
        const { status, origin, __provider } = error.initFailed?.properties ?? {};
        assert.deepEqual([status, origin, typeof __provider], ["INVOKED", "started", "string"]);
        return true;
      },
    );
  });

  it("leave it there too where the answers to its start and to its first action get lost", async () => {
    kit.emulator.addFault({ kind: "dropAfter", match: { method: "POST" } });
    kit.emulator.addFault({ kind: "dropBefore", match: { method: "PUT" }, times: "always" });
    const news = declare({ state: "paused", timeouts: { create: "2s" } });
    const { inputs } = await kit.hooks.check({}, news);
    const error = (await kit.hooks.create(inputs).catch((reason: unknown) => reason)) as HookError;
    const [recording] = kit.emulator.listRecordings({ meeting_id: news.meetingId });
    const { recordingId, status, origin } = error.initFailed?.properties ?? {};
    assert.deepEqual([recordingId, status, origin], [recording?.id, "RECORDING", "adopted"]);
  });

  it("take up the recording that runs in place of the one that they know, and send nothing", async () => {
    const news = declare();
    const { inputs } = await kit.hooks.check({}, news);
    const { id, outs } = await kit.hooks.create(inputs);
    kit.emulator.patchRecording(String(outs.recordingId), { status: "UPLOADED" });
    const other = kit.emulator.createRecording({ meeting_id: news.meetingId, status: "RECORDING" }).id;
    kit.forget();
    const plan = async (stored: Props) => {
      const checked = await kit.hooks.check(inputs, { ...inputs, __urn: news.__urn });
      return { ...(await kit.hooks.diff(id, stored, checked.inputs)), inputs: checked.inputs };
    };
    const { changes, inputs: wanted } = await plan(outs);
    assert.equal(changes, "some");
    await kit.engine.message(new RegExp(`will hold recording ${other}, which is new`));
    const now = await kit.hooks.update(id, outs, wanted);
    assert.deepEqual([now.recordingId, now.origin, kit.actions()], [other, "adopted", []]);
    assert.equal((await plan(now)).changes, "none");
  });

  it("tell what they will do although an option for a start isn't known yet", async () => {
    const start = { storageConfig: { type: "gcs", bucket: UNKNOWN_SENTINELS.string } };
    assert.deepEqual((await kit.hooks.check({}, declare({ start }))).failures, []);
    await kit.engine.message(/will start a recording: none is running/);
  });

  it("replace for another meeting, and for nothing else", async () => {
    const { inputs } = await kit.hooks.check({}, declare());
    const { id, outs } = await kit.hooks.create(inputs);
    const diff = async (changes: Props) => {
      const checked = await kit.hooks.check(inputs, { ...inputs, __urn: outs.__urn, ...changes });
      return await kit.hooks.diff(id, outs, checked.inputs);
    };
    assert.equal((await diff({})).changes, "none");
    const start = await diff({ start: { maxSeconds: 60 } });
    assert.deepEqual([start.changes, start.replaces], ["some", []]);
    const other = await diff({ meetingId: kit.emulator.createMeeting().id });
    assert.deepEqual([other.replaces, other.deleteBeforeReplace], [["meetingId"], true]);
  });
});
