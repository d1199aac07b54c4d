/** What a preview says of each plan for a meeting, and which plans it ends with an error. */

import assert from "node:assert/strict";
import { RecordingEndedError, UploadFailedError } from "../../provider/core/errors";
import type { Coming } from "../../provider/core/kind";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import type { MeetingPlan, StoredMeeting } from "../../provider/core/meeting-plan";
import { describeNoted, describePlan, originOf } from "../../provider/core/meeting-work";
import { IDENTITY, observed } from "./fixtures";

const { accountId, appId, recordingId } = IDENTITY;
const INPUTS: MeetingInputs = {
  accountId,
  appId,
  meetingId: "m",
  state: "recording",
  whenEnded: "fail",
  waitForUpload: false,
  startWhenEmpty: false,
};
const AWAITED = { state: "stopped", waitForUpload: true } as const;
const NOTHING: Coming = { willAct: false };
const EMPTY =
  "nobody is in the meeting: unless that changes, no recording will be started (see startWhenEmpty)";
const will = (text: string): Coming => ({ text, willAct: true });
const hold = (status: string): MeetingPlan => ({ kind: "hold", recording: observed(status) });
const rest = (status: string): MeetingPlan => ({ kind: "rest", last: observed(status) });

/** A plan, what is declared, and what the user is told. */
const COMING: [plan: MeetingPlan, declared: Partial<MeetingInputs>, told: Coming][] = [
  [hold("RECORDING"), {}, NOTHING],
  [hold("PAUSED"), {}, will('will resume the recording: declared "recording", observed PAUSED')],
  [hold("UPLOADED"), { whenEnded: "accept" }, NOTHING],
  [
    { kind: "start", isRestart: false },
    {},
    will('will start a recording: none is running, declared "recording"'),
  ],
  [
    { kind: "start", isRestart: true },
    { state: "paused" },
    will('will start another recording: the last one ended, declared "paused"'),
  ],
  [{ kind: "refuse" }, {}, { text: EMPTY, isWarning: true, willAct: true }],
  [{ kind: "acceptEnd", last: observed("UPLOADED") }, { whenEnded: "accept" }, NOTHING],
  [{ kind: "rest" }, AWAITED, NOTHING],
  [rest("UPLOADED"), AWAITED, NOTHING],
  [rest("UPLOADING"), AWAITED, will('will wait for the file: declared "stopped", observed UPLOADING')],
  [rest("UPLOADING"), { state: "stopped" }, NOTHING],
  [rest("RECORDING"), AWAITED, NOTHING],
  [rest("UPLOADING"), { waitForUpload: true, whenEnded: "restart" }, NOTHING],
  [rest("ERRORED"), { ...AWAITED, whenEnded: "accept" }, NOTHING],
];

const accepted = (status: string): MeetingPlan => ({ kind: "acceptEnd", last: observed(status) });
const NEW = `will hold recording ${recordingId}, which is new: declared "recording", observed RECORDING`;
const ENDED = 'will take note that the recording has ended: declared "recording", observed UPLOADED';

/** A plan, what is stored, what is declared, and what is taken note of. */
const NOTED: [
  plan: MeetingPlan,
  stored: Partial<StoredMeeting> | undefined,
  state: MeetingInputs["state"],
  told: string | undefined,
][] = [
  [hold("RECORDING"), undefined, "recording", undefined],
  [hold("RECORDING"), { recordingId }, "recording", undefined],
  [hold("RECORDING"), { recordingId: "another" }, "recording", NEW],
  [hold("RECORDING"), {}, "recording", NEW],
  [accepted("UPLOADED"), { recordingId, status: "RECORDING" }, "recording", ENDED],
  [accepted("UPLOADED"), { recordingId, status: "UPLOADING" }, "recording", undefined],
  // Gone from the API: nothing is known of its end.
  [accepted("RECORDING"), { recordingId, status: "RECORDING" }, "recording", undefined],
  [
    rest("UPLOADED"),
    { recordingId, status: "RECORDING" },
    "recording",
    `${ENDED}; another one is started if somebody is there`,
  ],
  [rest("UPLOADED"), { recordingId, status: "RECORDING" }, "stopped", undefined],
  [{ kind: "rest" }, {}, "stopped", undefined],
  [{ kind: "start", isRestart: true }, { recordingId, status: "RECORDING" }, "recording", undefined],
];

/** Plans that can't be carried out. */
const REFUSED: [
  plan: MeetingPlan,
  declared: Partial<MeetingInputs>,
  error: new (...args: never[]) => Error,
][] = [
  [{ kind: "fail", last: observed("UPLOADED") }, {}, RecordingEndedError],
  [hold("UPLOADED"), { whenEnded: "restart" }, RecordingEndedError],
  [rest("ERRORED"), AWAITED, UploadFailedError],
  [rest("ERRORED"), { ...AWAITED, whenEnded: "restart" }, UploadFailedError],
];

describe("the preview of a meeting's recording", () => {
  for (const [plan, declared, told] of COMING) {
    it(`says ${told.text ?? "nothing"} for ${JSON.stringify(plan)} declared ${JSON.stringify(declared)}`, () => {
      assert.deepEqual(describePlan(plan, { ...INPUTS, ...declared }), told);
    });
  }

  for (const [plan, stored, state, told] of NOTED) {
    it(`takes note of ${told ?? "nothing"} for ${JSON.stringify(plan)} declared "${state}", stored ${JSON.stringify(stored)}`, () => {
      const inputs = { ...INPUTS, state };
      assert.equal(describeNoted(plan, stored && { ...inputs, ...stored }, inputs), told);
    });
  }

  for (const [plan, declared, error] of REFUSED) {
    it(`is ${error.name} for ${JSON.stringify(plan)} declared ${JSON.stringify(declared)}`, () => {
      assert.throws(() => describePlan(plan, { ...INPUTS, ...declared }), error);
    });
  }

  it("says how to start another recording where the last one ended", () => {
    const plan: MeetingPlan = { kind: "fail", last: observed("UPLOADED") };
    assert.throws(() => describePlan(plan, INPUTS), /whenEnded: "restart" to start another one/);
  });
});

describe("a running recording", () => {
  const stored = { ...INPUTS, recordingId, status: "RECORDING" };
  it("is the one that was started where its id is stored as that, and adopted otherwise", () => {
    const running = observed("RECORDING");
    assert.equal(originOf(running, { ...stored, origin: "started" }), "started");
    assert.equal(originOf(running, stored), "adopted");
    assert.equal(originOf(running, { ...stored, recordingId: "another", origin: "started" }), "adopted");
    assert.equal(originOf(running, undefined), "adopted");
  });
});
