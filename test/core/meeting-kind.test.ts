/** What the hooks get from `MeetingRecording`: whether to look, what is coming, and when nothing is left to do. */

import assert from "node:assert/strict";
import { MeetingNotFoundError } from "../../provider/core/meeting-errors";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import { meetingKind } from "../../provider/core/meeting-kind";
import type { StoredMeeting } from "../../provider/core/meeting-plan";
import { begun, everybodyLeft, readStored, useMeetings } from "./meeting-kit";

const LATER = "the changed start options apply from the next start; what runs is not restarted";
const NOBODYS = "00000000-0000-4000-8000-000000000000";

const START = { start: { maxSeconds: 90 } };

/** Every input of the resource, and whether a preview can say nothing before it is known. */
const DECISIVE: Record<keyof Required<MeetingInputs>, boolean> = {
  accountId: true,
  appId: true,
  meetingId: true,
  state: true,
  whenEnded: true,
  waitForUpload: true,
  startWhenEmpty: true,
  onDelete: false,
  start: false,
  timeouts: false,
};

describe("a MeetingRecording", () => {
  const kit = useMeetings();

  it("has the name that messages give it", () => assert.equal(meetingKind.name, "MeetingRecording"));

  for (const [name, isDecisive] of Object.entries(DECISIVE)) {
    it(`is foretold ${isDecisive ? "only when" : "also before"} ${name} is known`, () => {
      assert.equal((meetingKind.decisive as readonly string[]).includes(name), isDecisive);
    });
  }

  const foresee = (inputs: MeetingInputs, stored?: StoredMeeting, isLiveCheck = true) =>
    meetingKind.foresee(inputs, stored, { ...kit.begin().operation, isLiveCheck });

  it("is worth a look where it is about another meeting, app or account", () => {
    const inputs = kit.declare();
    const isWorth = (olds: Partial<MeetingInputs>) =>
      meetingKind.isWorthLooking({ ...inputs, ...olds }, inputs);
    assert.deepEqual(
      [{}, { state: "paused" }, { meetingId: "m" }, { appId: "a" }, { accountId: "a" }].map((olds) =>
        isWorth(olds as Partial<MeetingInputs>),
      ),
      [false, false, true, true, true],
    );
  });

  it("is announced to be started where none runs", async () => {
    const told = await foresee(kit.declare());
    assert.deepEqual(told, {
      text: 'will start a recording: none is running, declared "recording"',
      willAct: true,
    });
    assert.ok(kit.trail().includes("meetings.get 200"), kit.trail().join());
  });

  it("that isn't found is told by its meeting", () => {
    assert.ok(meetingKind.missing(kit.declare()) instanceof MeetingNotFoundError);
  });

  it("of a meeting that the app doesn't have is announced as that, where nothing is stored yet", async () => {
    const inputs = { ...kit.declare(), meetingId: NOBODYS };
    await assert.rejects(foresee(inputs), MeetingNotFoundError);
  });

  it("is announced by the state file alone where nothing is to be looked at", async () => {
    const { inputs, outs, id } = await begun(kit);
    everybodyLeft(kit, id);
    assert.deepEqual(await foresee(inputs, readStored(outs), false), { willAct: false });
    const never = readStored({ ...outs, recordingId: undefined, status: undefined });
    const start = { text: 'will start a recording: none is running, declared "recording"', willAct: true };
    assert.deepEqual(await foresee({ ...inputs, ...START }, never, false), start);
    assert.deepEqual(kit.trail(), []);
    await assert.rejects(foresee(inputs, readStored(outs)), /^RecordingEndedError/);
  });

  it("is announced to keep its start options until the next start, together with what is done", async () => {
    const { inputs, outs } = await begun(kit);
    const stored = readStored(outs);
    assert.deepEqual(await foresee({ ...inputs, ...START }, stored), { text: LATER, willAct: false });
    const paused = await foresee({ ...inputs, ...START, state: "paused" }, stored);
    assert.equal(paused.text, `will pause the recording: declared "paused", observed RECORDING; ${LATER}`);
    assert.equal(paused.willAct, true);
  });

  it("is announced without a word on start options that are the same, or that don't matter any more", async () => {
    const { inputs, outs } = await begun(kit, START);
    assert.deepEqual(await foresee(inputs, readStored(outs)), { willAct: false });
    const stopped = await foresee({ ...inputs, start: {}, state: "stopped" }, readStored(outs));
    assert.equal(stopped.text, 'will stop the recording: declared "stopped", observed RECORDING');
    const adopted = await foresee(inputs);
    assert.deepEqual(adopted, { willAct: false });
  });

  /** What is stored, and whether deleting the resource has nothing to do. */
  const RELEASED: [stored: Partial<StoredMeeting>, isReleased: boolean][] = [
    [{ origin: "started" }, false],
    [{ origin: "adopted" }, true],
    [{ origin: "adopted", onDelete: "stop" }, false],
    [{ origin: "started", onDelete: "leave" }, true],
    [{ origin: "started", status: "UPLOADING" }, true],
    [{ origin: "started", recordingId: undefined as never }, true],
    [{ origin: "started", status: undefined as never }, false],
  ];
  for (const [stored, isReleased] of RELEASED) {
    it(`has ${isReleased ? "nothing" : "something"} to do when it is deleted with ${JSON.stringify(stored)}`, () => {
      const running = { ...kit.declare(), recordingId: NOBODYS, status: "RECORDING" };
      assert.equal(meetingKind.isReleased({ ...running, ...stored }), isReleased);
    });
  }

  it("that knows no recording sends nothing when it is deleted", async () => {
    await meetingKind.release(kit.declare(), kit.begin().operation);
    assert.deepEqual(kit.trail(), []);
  });
});
