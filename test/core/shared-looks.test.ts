/** Looks of many resources share their requests, as far as what they are for lets them. */

import assert from "node:assert/strict";
import { deadlineIn } from "../../provider/api/clock";
import { findLive } from "../../provider/core/meeting";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import { meetingKind } from "../../provider/core/meeting-kind";
import { recordingKind } from "../../provider/core/recording-kind";
import { PLAN_MAX_AGE_MS } from "../../provider/core/wait";
import { APP, MINUTE_MS, useCoalescing } from "../api/coalescing-kit";
import { INPUTS } from "./fixtures";

describe("looks at several recordings at once", () => {
  const kit = useCoalescing();
  const begin = () => ({
    ...{ api: kit.api, clock: kit.clock, journal: {}, isLiveCheck: true },
    report: { progress: () => {}, info: () => {}, warn: () => {} },
    deadline: deadlineIn(5 * MINUTE_MS, kit.clock),
  });
  const startReason = { reason: "API_CALL" };
  /** The stored outputs of four recordings. */
  const stored = () => {
    kit.declared = 4;
    return kit
      .record(4)
      .map((recordingId) => ({ ...INPUTS, ...APP, recordingId, status: "RECORDING", startReason }));
  };

  it("for a refresh take one list, which takes nothing back of what is stored", async () => {
    const found = await Promise.all(
      stored().map((outs) => recordingKind.find({ ...outs, ...{ schemaVersion: 1 } }, begin())),
    );
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
    for (const one of found) assert.deepEqual(one?.outs.startReason, startReason);
  });

  it("for a preview take one list", async () => {
    const coming = await Promise.all(
      stored().map((outs) => recordingKind.foresee({ ...outs, state: "paused" }, outs, begin())),
    );
    assert.ok(coming.every(({ willAct }) => willAct));
    assert.deepEqual(kit.counted(), { list: 1, get: 0 });
  });

  it("for a look-up are one request each, since a list lacks the reasons", async () => {
    await Promise.all(stored().map((outs) => recordingKind.find(outs, begin())));
    assert.deepEqual(kit.counted(), { list: 0, get: 4 });
  });
});

describe("looks at several meetings", () => {
  const kit = useCoalescing();
  const operation = () => ({
    ...{ api: kit.api, clock: kit.clock, journal: {}, isLiveCheck: true },
    report: { progress: () => {}, info: () => {}, warn: () => {} },
    deadline: deadlineIn(5 * MINUTE_MS, kit.clock),
  });
  const declare = (state: MeetingInputs["state"]): MeetingInputs => ({
    ...{ ...APP, meetingId: kit.emulator.createMeeting().id, state, whenEnded: "fail" },
    ...{ startWhenEmpty: false, waitForUpload: false },
  });
  const record = ({ meetingId }: MeetingInputs, count = 1) => kit.record(count, { meeting_id: meetingId });

  it("are one for all of a preview, and its updates act on what it showed", async () => {
    kit.declared = 4;
    const all = Array.from({ length: 4 }, () => declare("paused"));
    for (const inputs of all) record(inputs);
    for (const inputs of all)
      await meetingKind.foresee(inputs, { ...inputs, origin: "adopted" }, operation());
    assert.deepEqual(kit.asked(), ["list"]);
    kit.emulator.clock.advance(MINUTE_MS);
    for (const inputs of all) await meetingKind.bring(inputs, undefined, operation());
    assert.deepEqual(kit.asked(), ["pause", "pause", "pause", "pause"]);
  });

  for (const among of ["live", "all"] as const) {
    it(`are repeated where an older list has several recordings of one, among ${among}`, async () => {
      kit.declared = 4;
      const inputs = declare("recording");
      const [first = "", second] = record(inputs, 2);
      await kit.api.listOfMeeting(inputs, "live", kit.options());
      kit.emulator.patchRecording(first, { status: "UPLOADED" });
      const found = await findLive(inputs, operation(), { among, maxAgeMs: PLAN_MAX_AGE_MS });
      assert.equal(found?.recordingId, second);
    });
  }
});
