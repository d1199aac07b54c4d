/** What a refresh observed is not what was declared: a plan after it must not take one for the other. */

import assert from "node:assert/strict";
import type { Props } from "../support/grpc";
import { useHooks } from "../support/hooks-kit";

const RECORDING_URN = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::panel";

describe("a meeting whose state a refresh made equal to the declared one", () => {
  const kit = useHooks();

  async function up(news: Props, stored?: { id: string; outs: Props }) {
    const { inputs, failures } = await kit.hooks.check(stored ? stored.outs : {}, news);
    assert.deepEqual(failures, []);
    if (!stored) return { ...(await kit.hooks.create(inputs)), inputs };
    const { changes } = await kit.hooks.diff(stored.id, stored.outs, inputs);
    if (changes !== "some") return { ...stored, inputs };
    return { id: stored.id, outs: await kit.hooks.update(stored.id, stored.outs, inputs), inputs };
  }

  async function refresh({ id, outs }: { id: string; outs: Props }) {
    const { props } = await kit.hooks.read(id, outs);
    return { id, outs: props as Props };
  }

  const declare = (state: string) => ({
    meetingId: kit.emulator.createMeeting().id,
    state,
    __urn: RECORDING_URN,
  });
  const live = (meetingId: string) =>
    kit.emulator.createRecording({ meeting_id: meetingId, status: "RECORDING" });

  it("knows that a recording was declared, so that its end is an error and no new start", async () => {
    const stopped = declare("stopped");
    const recording = { ...stopped, state: "recording" };
    const before = await up(stopped);
    const { id } = live(stopped.meetingId);
    const declared = await up(recording, await refresh(before));
    kit.emulator.patchRecording(id, { status: "UPLOADED" });
    await assert.rejects(up(recording, declared), { message: /^RecordingEndedError/ });
    assert.deepEqual(kit.emulator.requests({ method: "POST" }), []);
  });

  it("knows that the end was declared, so that a recording that is declared next is started", async () => {
    const recording = declare("recording");
    const { id } = live(recording.meetingId);
    const before = await up(recording);
    kit.emulator.patchRecording(id, { status: "UPLOADED" });
    const ended = await up({ ...recording, state: "stopped" }, await refresh(before));
    kit.emulator.patchSettings({ invokedMs: 0 });
    const again = await up(recording, ended);
    assert.notEqual(again.outs.recordingId, id);
    assert.equal(kit.emulator.requests({ method: "POST" }).length, 1);
  });
});
