/** What an update does about a meeting when the list that its plan was made from is outdated. */

import assert from "node:assert/strict";
import { deadlineIn } from "../../provider/api/clock";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import { meetingKind } from "../../provider/core/meeting-kind";
import { APP, MINUTE_MS, useCoalescing } from "../api/coalescing-kit";

/** What happens between the list and the update. */
const EVENTS = ["nothing", "ends", "is followed", "is gone", "is gone and followed", "starts"] as const;

interface Story {
  /** The recording that the list shows, and whether the state file knows it. */
  readonly listed: "RECORDING" | "PAUSED" | undefined;
  readonly args: Partial<MeetingInputs>;
  readonly event: (typeof EVENTS)[number];
  /** All that was sent. */
  readonly sent: string;
  /** The recording in the outputs and its status, or the error. */
  readonly ending: string;
}

const recording = { state: "recording" } as const;
const paused = { state: "paused" } as const;
const stopped = { state: "stopped" } as const;
const accept = { ...recording, whenEnded: "accept" } as const;
const restart = { ...recording, whenEnded: "restart" } as const;

const STORIES: Story[] = [
  { listed: "RECORDING", args: recording, event: "nothing", sent: "", ending: "old RECORDING" },
  { listed: "RECORDING", args: paused, event: "nothing", sent: "pause", ending: "old PAUSED" },
  { listed: "RECORDING", args: stopped, event: "nothing", sent: "stop", ending: "old UPLOADING" },
  { listed: "RECORDING", args: recording, event: "ends", sent: "", ending: "RecordingEndedError" },
  { listed: "RECORDING", args: accept, event: "ends", sent: "", ending: "old UPLOADED" },
  { listed: "RECORDING", args: restart, event: "ends", sent: "POST", ending: "new RECORDING" },
  { listed: "RECORDING", args: stopped, event: "ends", sent: "stop", ending: "old UPLOADED" },
  // Another one runs meanwhile: the declaration is about the meeting, so it is about that one.
  { listed: "RECORDING", args: recording, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "PAUSED", args: recording, event: "is followed", sent: "resume resume", ending: "new RECORDING" },
  { listed: "RECORDING", args: paused, event: "is followed", sent: "pause pause", ending: "new PAUSED" },
  { listed: "RECORDING", args: stopped, event: "is followed", sent: "stop stop", ending: "new UPLOADING" },
  { listed: "RECORDING", args: accept, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "RECORDING", args: restart, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "RECORDING", args: stopped, event: "is gone", sent: "stop", ending: "RecordingNotFoundError" },
  {
    listed: "RECORDING",
    args: stopped,
    event: "is gone and followed",
    sent: "stop stop",
    ending: "new UPLOADING",
  },
  { listed: "RECORDING", args: recording, event: "is gone and followed", sent: "", ending: "new RECORDING" },
  // None was listed: a start is never decided by that.
  { listed: undefined, args: recording, event: "nothing", sent: "POST", ending: "new RECORDING" },
  { listed: undefined, args: recording, event: "starts", sent: "", ending: "new RECORDING" },
  { listed: undefined, args: restart, event: "starts", sent: "", ending: "new RECORDING" },
  { listed: undefined, args: paused, event: "starts", sent: "pause", ending: "new PAUSED" },
  { listed: undefined, args: stopped, event: "starts", sent: "stop", ending: "new UPLOADING" },
  { listed: undefined, args: stopped, event: "nothing", sent: "", ending: "none" },
];

describe("a meeting of which an old list is known", () => {
  const kit = useCoalescing();

  for (const { listed, args, event, sent, ending } of STORIES) {
    for (const pausedBlocksStart of [true, false]) {
      const shown = `${listed ?? "nothing"} was listed and then ${event === "nothing" ? event : `one ${event}`}`;
      const setting = pausedBlocksStart ? "" : ", where a paused one doesn't hinder a start";
      it(`is sent ${sent || "nothing"} for a declared ${JSON.stringify(args)} where ${shown}${setting}`, async () => {
        kit.emulator.patchSettings({ pausedBlocksStart });
        kit.declared = 3;
        const meeting_id = kit.emulator.createMeeting().id;
        const [old] = listed ? kit.record(1, { meeting_id, status: listed }) : [];
        const inputs: MeetingInputs = {
          ...{ ...APP, meetingId: meeting_id, state: "recording", whenEnded: "fail", startWhenEmpty: false },
          ...{ waitForUpload: false, ...args },
        };
        await kit.api.listOfMeeting(inputs, "live", kit.options());
        kit.emulator.clock.advance(MINUTE_MS);
        if (old && event.startsWith("is gone")) kit.emulator.deleteRecording(old);
        else if (old && event !== "nothing") kit.emulator.patchRecording(old, { status: "UPLOADED" });
        if (/start|follow/.test(event))
          kit.record(1, {
            meeting_id,
            status: args.state === "recording" && listed === "PAUSED" ? "PAUSED" : "RECORDING",
          });
        kit.asked();
        assert.equal(await bring(inputs, old), ending);
        const names = kit.asked().map((name) => (name === "start" ? "POST" : name));
        const writes = names.filter((name) => !["get", "list", "activeSession"].includes(name));
        assert.equal(writes.join(" "), sent);
      });
    }
  }

  async function bring(inputs: MeetingInputs, old: string | undefined): Promise<string> {
    const { api, clock } = kit;
    const operation = {
      ...{ api, clock, journal: {}, isLiveCheck: true },
      report: { progress: () => {}, info: () => {}, warn: () => {} },
      deadline: deadlineIn(5 * MINUTE_MS, clock),
    };
    try {
      const { recordingId, status } = await meetingKind.bring(inputs, undefined, operation);
      return recordingId ? `${recordingId === old ? "old" : "new"} ${status}` : "none";
    } catch (error) {
      return (error as Error).name;
    }
  }
});
