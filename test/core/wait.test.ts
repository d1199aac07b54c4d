/** A wait takes what others saw meanwhile, and ends with all that the API says. */

import assert from "node:assert/strict";
import type { RecordingIdentity } from "../../provider/api/client";
import { deadlineIn } from "../../provider/api/clock";
import { type Target, waitFor } from "../../provider/core/wait";
import { APP, MINUTE_MS, useCoalescing } from "../api/coalescing-kit";
import { observed } from "./fixtures";

const BEGUN: Target = { name: "RECORDING", isReached: ({ status }) => status !== "INVOKED" };
const POLLS = 4;

describe("a wait", () => {
  const kit = useCoalescing();

  /** Waits for a recording that begins after some polls; `look` is what somebody else does in each pause, and when. */
  async function wait(look: (identity: RecordingIdentity) => Promise<unknown>, part: number) {
    const [recordingId = ""] = kit.record(1, { status: "INVOKED" });
    let polls = 0;
    const sleep = async (ms: number) => {
      if (++polls === POLLS) kit.emulator.patchRecording(recordingId, { status: "RECORDING" });
      kit.emulator.clock.advance(ms * part);
      await look({ ...APP, recordingId });
      kit.emulator.clock.advance(ms * (1 - part));
    };
    const clock = { now: () => kit.clock.now(), sleep };
    const operation = {
      ...{ api: kit.api, clock, journal: {}, isLiveCheck: true, identity: { ...APP, recordingId } },
      report: { progress: () => {}, info: () => {}, warn: () => {} },
      deadline: deadlineIn(5 * MINUTE_MS, clock),
    };
    const recording = await waitFor(BEGUN, observed("INVOKED", { recordingId }), operation);
    assert.equal(recording.status, "RECORDING");
    return recording;
  }
  const readNow = (identity: RecordingIdentity) =>
    kit.api.getRecording(identity, kit.options({ maxAgeMs: 0 }));
  /** Reads the list of all that go on, for three meetings at once. */
  const listNow = async () => {
    kit.declared = 3;
    const meetings = kit.emulator.listRecordings().map((recording) => recording.meeting_id);
    const read = (meetingId: string) =>
      kit.api.listOfMeeting({ ...APP, meetingId }, "live", kit.options({ maxAgeMs: 1 }));
    await Promise.all(meetings.map(read));
  };

  for (const part of [0.25, 0.75]) {
    it(`takes what another one saw after ${part} of its pause`, async () => {
      await wait(readNow, part);
      assert.deepEqual(kit.counted(), { list: 0, get: POLLS });
    });
  }

  it("looks for itself after a pause in which nobody else did", async () => {
    await wait(async () => {}, 0.5);
    assert.deepEqual(kit.counted(), { list: 0, get: POLLS });
  });

  it("that takes it from a list asks once for what a list lacks, when it is over", async () => {
    kit.record(2);
    const { startReason } = await wait(listNow, 0.75);
    assert.equal(startReason?.reason, "API_CALL");
    assert.deepEqual(kit.counted(), { list: POLLS, get: 1 });
  });
});
