/** A meeting's recording on the real engine: started, held, followed by another one, and stopped. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS } from "../support/engine-kit";
import { sent, useMeetingStack } from "./meeting-program";

const UP = ["up", "--skip-preview"];

describe("a meeting that is declared to be recorded", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useMeetingStack();
  let meetingId: string;
  const declare = (args: object) => kit.declare({ keynote: { meetingId, ...args } });

  it("is not recorded while nobody is there: the preview warns, and the update says what to do", async () => {
    meetingId = kit.emulator.createMeeting({ live_participants: 0 }).id;
    declare({ state: "recording" });
    const run = await kit.run(["up"]);
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.stdout,
      /warning: .*nobody is in the meeting: unless that changes, no recording will be started \(see startWhenEmpty\)/,
    );
    assert.match(run.stdout, /EmptyMeetingError: nobody is in meeting .*set startWhenEmpty: true/);
    assert.doesNotMatch(run.text, /^\s+at /m);
    assert.deepEqual(sent(run), []);
  });

  it("is recorded by the up after somebody came, with one POST", async () => {
    kit.emulator.patchMeeting(meetingId, { live_participants: 2 });
    declare({ state: "recording" });
    const run = await kit.succeed(["up"]);
    assert.deepEqual(sent(run), ["POST"]);
    assert.match(run.stdout, /MeetingRecording keynote creating .*starting a recording/);
    assert.equal((await kit.outputs()).origin, "started");
  });

  it("is sent nothing by another up", async () => {
    assert.deepEqual(sent(await kit.succeed([...UP, "--expect-no-changes"])), []);
  });

  it("is paused with one PUT", async () => {
    declare({ state: "paused" });
    const run = await kit.succeed(["up"]);
    assert.deepEqual(sent(run), ["pause"]);
    assert.match(run.stdout, /will pause the recording: declared "paused", observed RECORDING/);
  });

  it("gets changed start options with its next recording, which the preview says, and nothing is sent", async () => {
    declare({ state: "paused", start: { maxSeconds: 600 } });
    const run = await kit.succeed(["up"]);
    assert.deepEqual(sent(run), []);
    assert.match(
      run.stdout,
      /the changed start options apply from the next start; what runs is not restarted/,
    );
  });

  it("shows in a refresh that a host resumed it", async () => {
    const [recording] = kit.emulator.listRecordings({ meeting_id: meetingId });
    kit.emulator.patchRecording(String(recording?.id), { status: "RECORDING" });
    const { exitCode, stdout } = await kit.run(["preview", "--refresh", "--diff", "--expect-no-changes"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /~ state +: "paused" => "recording"/);
  });

  it("is an error in the preview where everybody left, which says how to go on", async () => {
    const [recording] = kit.emulator.listRecordings({ meeting_id: meetingId });
    kit.emulator.patchRecording(String(recording?.id), {
      status: "UPLOADED",
      stop_reason: { reason: "ALL_PEERS_LEFT" },
    });
    const run = await kit.run(["preview"]);
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.stdout,
      /RecordingEndedError: .* because everybody had left the meeting \(ALL_PEERS_LEFT\).*or set whenEnded: "restart"/,
    );
    assert.deepEqual(sent(run), []);
  });

  it("accepts that end where it is declared", async () => {
    declare({ state: "paused", whenEnded: "accept" });
    const run = await kit.succeed(UP);
    assert.deepEqual(sent(run), []);
    assert.match(
      run.stdout,
      /warning: .*declared "paused", but the recording ended .*; accepted \(whenEnded\)/,
    );
  });

  it("is recorded again where that is declared, with the changed options, which the preview says", async () => {
    declare({ state: "recording", whenEnded: "restart", start: { maxSeconds: 600 } });
    const run = await kit.succeed(["up"]);
    assert.deepEqual(sent(run), ["POST"]);
    assert.match(run.stdout, /will start another recording: the last one ended/);
    const posts = kit.emulator.requests({ method: "POST" }).map(({ body }) => body);
    assert.deepEqual(posts, [{ meeting_id: meetingId, max_seconds: 600 }]);
  });

  it("is stopped by destroy, since this stack started it", async () => {
    assert.deepEqual(sent(await kit.succeed(["destroy", "--skip-preview"])), ["stop"]);
  });
});
