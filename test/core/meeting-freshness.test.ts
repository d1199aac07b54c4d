/** What an update does about a meeting when the list that its plan was made from is outdated. */

import assert from "node:assert/strict";
import { deadlineIn } from "../../provider/api/clock";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import { meetingKind } from "../../provider/core/meeting-kind";
import { APP, MINUTE_MS, useCoalescing } from "../api/coalescing-kit";

/** What happens between the list and the update. */
const EVENTS = [
  "nothing",
  "ends",
  "is followed",
  "is joined",
  "is gone",
  "is gone and followed",
  "starts",
] as const;

/** So soon after the list, a stop goes by it as well, in milliseconds. */
const SOON_MS = 3_000;

interface Story {
  /** The recording that the list shows, and whether the state file knows it. */
  readonly listed: "RECORDING" | "PAUSED" | undefined;
  readonly args: Partial<MeetingInputs>;
  readonly event: (typeof EVENTS)[number];
  /** How old the list is when the update comes, in milliseconds; default a minute. */
  readonly ageMs?: number;
  /** True where the first action is lost without an effect. */
  readonly isLost?: boolean;
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

/** A stop that is declared soon after the list. */
const SOON = { listed: "RECORDING", args: stopped, ageMs: SOON_MS } as const;

const STORIES: Story[] = [
  { listed: "RECORDING", args: recording, event: "nothing", sent: "", ending: "old RECORDING" },
  { listed: "RECORDING", args: paused, event: "nothing", sent: "pause", ending: "old PAUSED" },
  { listed: "RECORDING", args: recording, event: "ends", sent: "", ending: "RecordingEndedError" },
  { listed: "RECORDING", args: accept, event: "ends", sent: "", ending: "old UPLOADED" },
  { listed: "RECORDING", args: restart, event: "ends", sent: "POST", ending: "new RECORDING" },
  // Another one runs meanwhile: the declaration is about the meeting, so it is about that one.
  { listed: "RECORDING", args: recording, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "PAUSED", args: recording, event: "is followed", sent: "resume resume", ending: "new RECORDING" },
  { listed: "RECORDING", args: paused, event: "is followed", sent: "pause pause", ending: "new PAUSED" },
  { listed: "RECORDING", args: accept, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "RECORDING", args: restart, event: "is followed", sent: "", ending: "new RECORDING" },
  { listed: "RECORDING", args: recording, event: "is gone and followed", sent: "", ending: "new RECORDING" },
  // The next run asks which of the two is meant.
  { listed: "RECORDING", args: paused, event: "is joined", sent: "pause", ending: "old PAUSED" },
  // A stop can't be undone, and is never decided by a list of a minute ago.
  { listed: "RECORDING", args: stopped, event: "nothing", sent: "stop", ending: "old UPLOADING" },
  { listed: "RECORDING", args: stopped, event: "ends", sent: "", ending: "none" },
  { listed: "RECORDING", args: stopped, event: "is followed", sent: "stop", ending: "new UPLOADING" },
  { listed: "RECORDING", args: stopped, event: "is joined", sent: "", ending: "AmbiguousMeetingError" },
  { listed: "RECORDING", args: stopped, event: "is gone", sent: "", ending: "none" },
  {
    ...{ listed: "RECORDING", args: stopped, event: "is gone and followed" },
    ...{ sent: "stop", ending: "new UPLOADING" },
  },
  { ...SOON, event: "nothing", sent: "stop", ending: "old UPLOADING" },
  { ...SOON, event: "ends", sent: "stop", ending: "old UPLOADED" },
  { ...SOON, event: "is followed", sent: "stop stop", ending: "new UPLOADING" },
  { ...SOON, event: "is gone", sent: "stop", ending: "RecordingNotFoundError" },
  { ...SOON, event: "is gone and followed", sent: "stop stop", ending: "new UPLOADING" },
  // Whose doing the end was that a later look shows, nobody knows.
  { ...SOON, isLost: true, event: "is followed", sent: "stop stop", ending: "new UPLOADING" },
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

  for (const { listed, args, event, ageMs = MINUTE_MS, isLost = false, sent, ending } of STORIES) {
    for (const pausedBlocksStart of [true, false]) {
      const then = `then ${event === "nothing" ? event : `one ${event}`}${isLost ? ", and the action is lost" : ""}`;
      const shown = `${listed ?? "nothing"} was listed ${ageMs / 1_000} s ago and ${then}`;
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
        kit.emulator.clock.advance(ageMs);
        if (isLost) kit.emulator.addFault({ kind: "status", status: 503, match: { method: "PUT" } });
        if (old && event.startsWith("is gone")) kit.emulator.deleteRecording(old);
        else if (old && /end|follow/.test(event)) kit.emulator.patchRecording(old, { status: "UPLOADED" });
        if (/start|follow|join/.test(event))
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
