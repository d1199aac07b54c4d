/** A recording is started where none runs: when it is refused, and who wins a race. */

import assert from "node:assert/strict";
import { type MeetingKit, useMeetings } from "./meeting-kit";

const POST = { match: { endpoint: "recordings.start" as const } };

/** Starts one as a host does in the meeting, right before the provider's own start. */
const hostStarts = (kit: MeetingKit, meeting_id: string) => ({
  before: (call: string) => {
    if (call === "startRecording") kit.emulator.createRecording({ meeting_id, status: "RECORDING" });
  },
});

describe("a recording that is declared where none runs", () => {
  const kit = useMeetings();

  for (const [state, status, sent] of [
    ["recording", "RECORDING", ["POST 200"]],
    ["paused", "PAUSED", ["POST 200", "pause 200"]],
  ] as const) {
    it(`is started by one POST and brought to ${status} for a declared "${state}"`, async () => {
      const inputs = kit.declare({ state });
      const { outs, journal, said } = await kit.bring(inputs);
      const [recording] = kit.emulator.listRecordings();
      assert.deepEqual(said.infos, []);
      assert.deepEqual(
        [outs?.recordingId, outs?.status, outs?.origin, outs?.state, outs?.__declared],
        [recording?.id, status, "started", state, state],
      );
      assert.deepEqual(kit.sent(), sent);
      assert.equal(journal.origin, "started");
    });
  }

  it("is not started for a declared stopped, and has nothing but nulls then", async () => {
    const inputs = kit.declare({ state: "stopped" });
    const { outs } = await kit.bring(inputs);
    assert.deepEqual([outs?.recordingId, outs?.status, outs?.origin], [null, null, null]);
    assert.deepEqual(kit.trail(), ["recordings.list 200"]);
  });

  it("gets its start options as the API writes them", async () => {
    const inputs = kit.declare({ start: { maxSeconds: 90, audioConfig: { exportFile: false } } });
    await kit.bring(inputs);
    const [post] = kit.emulator.requests({ method: "POST" });
    assert.deepEqual(post?.body, {
      meeting_id: inputs.meetingId,
      max_seconds: 90,
      audio_config: { export_file: false },
    });
  });

  it("is refused while nobody is in the meeting, and nothing is sent", async () => {
    const inputs = kit.declare({}, { live_participants: 0 });
    const { error } = await kit.bring(inputs);
    assert.equal(
      error?.message,
      `EmptyMeetingError: nobody is in meeting ${inputs.meetingId}, and a recording of an empty room ends by itself after a ` +
        "minute, so none was started. Run it again when the meeting has begun, or set startWhenEmpty: true to start all the same.",
    );
    assert.deepEqual(kit.sent(), []);
  });

  it("is refused too while the session of those who left is kept alive", async () => {
    const inputs = kit.declare();
    kit.emulator.patchMeeting(inputs.meetingId, { live_participants: 0 });
    assert.equal((await kit.bring(inputs)).error?.name, "EmptyMeetingError");
    assert.deepEqual(kit.trail(), ["recordings.list 200", "meetings.activeSession 200"]);
  });

  it("is started all the same where startWhenEmpty says so, without asking who is there", async () => {
    const inputs = kit.declare({ startWhenEmpty: true }, { live_participants: 0 });
    assert.equal((await kit.bring(inputs)).outs?.origin, "started");
    assert.ok(!kit.trail().some((line) => line.startsWith("meetings.activeSession")));
  });

  it("names the meeting where there is none such", async () => {
    const inputs = kit.declare({ startWhenEmpty: true });
    kit.emulator.deleteMeeting(inputs.meetingId);
    const { error } = await kit.bring(inputs);
    assert.match(String(error?.message), /^MeetingNotFoundError: app \S+ has no meeting /);
  });

  it("shows what it waits for", async () => {
    const { said } = await kit.bring(kit.declare({ state: "paused" }));
    assert.deepEqual(
      [said.progress[0], said.progress[1], said.progress.at(-1)],
      ["starting a recording", "INVOKED for 0s: waiting until it is RECORDING", "sending pause"],
    );
  });

  it("is told when a refused start says why", async () => {
    const inputs = kit.declare();
    kit.emulator.patchMeeting(inputs.meetingId, { status: "INACTIVE" });
    const { error, journal } = await kit.bring(inputs);
    assert.match(
      String(error?.message),
      /^ApiError: POST \S+ was answered with HTTP 400: Meeting is inactive \(Ray ID \S+\)$/,
    );
    assert.equal(journal.accepted, undefined);
    assert.deepEqual(kit.sent(), ["POST 400"]);
  });
});

describe("a start that somebody else won", () => {
  const kit = useMeetings();

  it("adopts the winner, and brings it to the declared state", async () => {
    const inputs = kit.declare({ state: "paused" });
    const { outs } = await kit.bring(inputs, undefined, hostStarts(kit, inputs.meetingId));
    const [winner, ...others] = kit.emulator.listRecordings();
    assert.deepEqual([outs?.recordingId, outs?.origin], [winner?.id, "adopted"]);
    assert.deepEqual(others, []);
    assert.deepEqual(kit.sent(), ["POST 409", "pause 200"]);
  });

  it("finds a winner in a status that we don't know yet, and waits for it", async () => {
    const inputs = kit.declare();
    kit.emulator.addFault({
      kind: "unknownStatus",
      match: { endpoint: "recordings.list" },
      times: "always",
    });
    const { outs } = await kit.bring(inputs, undefined, hostStarts(kit, inputs.meetingId));
    assert.deepEqual([outs?.status, outs?.origin], ["RECORDING", "adopted"]);
  });

  it("waits for a list that shows the winner late", async () => {
    const inputs = kit.declare();
    kit.emulator.addFault({
      kind: "status",
      status: 200,
      body: { success: true, data: [], paging: { total_count: 0 } },
      match: { endpoint: "recordings.list" },
      times: 4,
    });
    const { outs } = await kit.bring(inputs, undefined, hostStarts(kit, inputs.meetingId));
    assert.equal(outs?.origin, "adopted");
    assert.deepEqual(kit.sent(), ["POST 409"]);
  });

  it("is an error where the winner isn't seen in time, and says to run it again", async () => {
    const inputs = kit.declare();
    kit.emulator.addFault({ kind: "status", status: 409, ...POST });
    const { error, tookMs } = await kit.bring(inputs);
    assert.match(String(error?.message), /^StartUnconfirmedError: .*HTTP 409.*Run "pulumi up" again/);
    assert.ok(tookMs > 5_000 && tookMs < 60_000, `${tookMs} ms`);
    assert.deepEqual(kit.sent(), ["POST 409"]);
  });

  it("is ambiguous where there were several winners", async () => {
    const inputs = kit.declare();
    const { error } = await kit.bring(inputs, undefined, {
      before: (call) => {
        if (call !== "startRecording") return;
        for (let count = 0; count < 2; count++) kit.record(inputs, { status: "RECORDING" });
      },
    });
    assert.match(String(error?.message), /^AmbiguousMeetingError: /);
  });
});
