/** Whether somebody is in a meeting, whatever its session says of itself. */

import assert from "node:assert/strict";
import { useMeetings } from "./meeting-kit";

describe("a recording of a meeting whose session is looked at", () => {
  const kit = useMeetings();

  it("asks again who is there where the session's status is missing, and doesn't take that for nobody", async () => {
    const inputs = kit.declare();
    const match = { endpoint: "meetings.activeSession" } as const;
    kit.emulator.addFault({ kind: "fields", remove: ["status"], match });
    assert.equal((await kit.bring(inputs)).outs?.origin, "started");
    const other = kit.declare();
    kit.emulator.addFault({ kind: "fields", remove: ["status"], match, times: "always" });
    assert.equal((await kit.bring(other)).error?.name, "InvalidResponseError");
  });

  const SESSIONS = [
    { set: { status: "LIVE" }, started: true },
    { set: { status: "LIVE", live_participants: null }, started: true },
    { set: { status: "LIVE", live_participants: 0 }, started: false },
    { set: { status: "ENDED" }, started: false },
    { set: { status: "WARMING_UP" }, started: true },
    { set: { status: "WARMING_UP", live_participants: null }, started: false },
    { set: { status: "WARMING_UP", live_participants: 0 }, started: false },
  ];
  for (const { set, started } of SESSIONS) {
    it(`is ${started ? "" : "not "}started where the session of two people says ${JSON.stringify(set)}`, async () => {
      const inputs = kit.declare();
      kit.emulator.addFault({ kind: "fields", set, match: { endpoint: "meetings.activeSession" } });
      assert.equal((await kit.bring(inputs)).error?.name, started ? undefined : "EmptyMeetingError");
    });
  }
});
