/** What a declaration about a meeting means, written out from the design's words, and what has to be asked for it. */

import assert from "node:assert/strict";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import { planMeeting, type Situation } from "../../provider/core/meeting-plan";
import { observed } from "./fixtures";
import { useMeetings } from "./meeting-kit";

type Row = [
  name: string,
  args: Partial<MeetingInputs>,
  situation: Situation,
  whenFull: string,
  whenEmpty: string,
];

const live = observed("PAUSED");
const last = observed("UPLOADED");
const runs = { live };
const none = {};
const endedByItself = { last, declaredBefore: "recording" as const };
const endedWhilePaused = { last, declaredBefore: "paused" as const };
const endedAsDeclared = { last, declaredBefore: "stopped" as const };
const endedUnseen = { last };

/** Where two answers are the same, nobody needs to be asked who is in the meeting. */
const TABLE: Row[] = [
  ["runs", { state: "recording" }, runs, "hold", "hold"],
  ["runs", { state: "paused" }, runs, "hold", "hold"],
  ["runs", { state: "stopped" }, runs, "hold", "hold"],
  ["runs", { state: "recording", whenEnded: "restart" }, runs, "hold", "hold"],
  ["is not there", { state: "recording" }, none, "start", "refuse"],
  ["is not there", { state: "paused" }, none, "start", "refuse"],
  ["is not there", { state: "recording", whenEnded: "accept" }, none, "start", "refuse"],
  ["is not there", { state: "recording", whenEnded: "restart" }, none, "start", "refuse"],
  ["is not there", { state: "recording", startWhenEmpty: true }, none, "start", "start"],
  ["is not there", { state: "stopped" }, none, "rest", "rest"],
  ["ended as declared", { state: "recording" }, endedAsDeclared, "start", "refuse"],
  ["ended as declared", { state: "paused", whenEnded: "accept" }, endedAsDeclared, "start", "refuse"],
  ["ended as declared", { state: "recording", startWhenEmpty: true }, endedAsDeclared, "start", "start"],
  ["ended as declared", { state: "stopped" }, endedAsDeclared, "rest", "rest"],
  ["ended by itself", { state: "recording" }, endedByItself, "fail", "fail"],
  ["ended by itself", { state: "recording", startWhenEmpty: true }, endedByItself, "fail", "fail"],
  ["ended by itself", { state: "recording", whenEnded: "accept" }, endedByItself, "acceptEnd", "acceptEnd"],
  ["ended by itself", { state: "recording", whenEnded: "restart" }, endedByItself, "restart", "rest"],
  ["ended by itself", { state: "stopped" }, endedByItself, "rest", "rest"],
  ["ended by itself", { state: "stopped", whenEnded: "restart" }, endedByItself, "rest", "rest"],
  ["ended while paused", { state: "paused" }, endedWhilePaused, "fail", "fail"],
  ["ended while paused", { state: "paused", whenEnded: "restart" }, endedWhilePaused, "restart", "rest"],
  ["ended unseen", { state: "recording" }, endedUnseen, "fail", "fail"],
  ["ended unseen", { state: "recording", whenEnded: "accept" }, endedUnseen, "acceptEnd", "acceptEnd"],
];

describe("the plan for a meeting", () => {
  const kit = useMeetings();
  const plan = async (args: Partial<MeetingInputs>, situation: Situation, live_participants: number) => {
    const inputs = kit.declare(args, { live_participants });
    const result = await planMeeting(inputs, situation, kit.begin().operation);
    return result.kind === "start" && result.isRestart ? "restart" : result.kind;
  };

  for (const [name, args, situation, whenFull, whenEmpty] of TABLE) {
    it(`whose recording ${name}, declared ${JSON.stringify(args)}, is ${whenFull}; ${whenEmpty} when empty`, async () => {
      assert.equal(await plan(args, situation, 2), whenFull);
      assert.equal(await plan(args, situation, 0), whenEmpty);
      const asked =
        whenFull === whenEmpty ? [] : ["meetings.activeSession 200", "meetings.activeSession 404"];
      assert.deepEqual(kit.trail(), asked);
    });
  }

  it("keeps the recording that it is about", async () => {
    const { operation } = kit.begin();
    const recording = kit.declare({});
    const stopped = kit.declare({ state: "stopped" });
    assert.deepEqual(await planMeeting(recording, runs, operation), { kind: "hold", recording: live });
    assert.deepEqual(await planMeeting(recording, endedByItself, operation), { kind: "fail", last });
    assert.deepEqual(await planMeeting(stopped, endedByItself, operation), { kind: "rest", last });
    assert.deepEqual(await planMeeting(stopped, none, operation), { kind: "rest", last: undefined });
  });
});
