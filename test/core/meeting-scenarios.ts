/** Random declarations about meetings, with every fault and setting of the emulator, and hosts who meddle. */

import * as fc from "fast-check";
import type { FaultInput, RecordingStatus, SettingsPatch } from "../../emulator/index";
import type { MeetingInputs } from "../../provider/core/meeting-inputs";
import type { MeetingKit } from "./meeting-kit";

/** What somebody else may do in a meeting. */
export type Doing = "start" | "pause" | "stop" | "fail" | "vanish" | "leave" | "close";

/** What a run meets with. */
export interface Scenario {
  args: Partial<MeetingInputs>;
  people: number;
  /** The recording that the meeting has before. */
  from: RecordingStatus | undefined;
  /** Whether the state file knows that one. */
  isStored: boolean;
  settings: SettingsPatch;
  faults: FaultInput[];
  disturbances: { before: number; doing: Doing }[];
}

const EMPTY_LIST = { success: true, data: [], paging: { total_count: 0 } };
const ENDPOINTS = ["recordings.list", "recordings.get", "recordings.start", "recordings.put"] as const;

/** Every kind of fault that the emulator knows; those that take real time take little. */
const bad = fc.constantFrom<FaultInput>(
  { kind: "dropBefore" },
  { kind: "dropBefore", reset: true },
  { kind: "dropAfter" },
  { kind: "dropAfter", reset: true },
  { kind: "truncated" },
  { kind: "truncated", bytes: 0 },
  { kind: "stallBody", resumeAfterMs: 1 },
  { kind: "delay", delayMs: 1 },
  { kind: "delay", delayMs: 1, when: "after" },
  { kind: "html5xx" },
  { kind: "html5xx", when: "after" },
  { kind: "notJson" },
  { kind: "notJson", when: "after" },
  { kind: "wrongContentType" },
  { kind: "successFalse" },
  { kind: "successFalse", when: "after", envelope: "v4" },
  { kind: "successFalse", when: "after", code: 500 },
  { kind: "unknownStatus" },
  { kind: "duplicateItems" },
  { kind: "redirect" },
  { kind: "redirect", status: 307, when: "after" },
  { kind: "status", status: 200, body: EMPTY_LIST, match: { endpoint: "recordings.list" } },
  { kind: "status", status: 429, headers: { "Retry-After": "20" }, envelope: "empty" },
  { kind: "status", status: 429, headers: { "Retry-After": "1" }, when: "after" },
  ...[400, 401, 404, 408, 409, 422, 500, 503].flatMap((status): FaultInput[] => [
    { kind: "status", status },
    { kind: "status", status, envelope: "v4", when: "after" },
    { kind: "status", status, envelope: "empty" },
  ]),
);

const faults = fc.array(
  fc
    .record({
      fault: bad,
      endpoint: fc.constantFrom(...ENDPOINTS, "recordings.start" as const, undefined),
      skip: fc.nat(3),
      times: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ fault, endpoint, skip, times }): FaultInput => {
      // What begins with the first start is the heart of it: nothing is let pass there.
      const isStart = endpoint === "recordings.start";
      return { match: endpoint ? { endpoint } : {}, ...fault, skip: isStart ? 0 : skip, times };
    }),
  { maxLength: 4 },
);

/** Random ones. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  args: fc.record({
    state: fc.constantFrom("recording" as const, "recording" as const, "paused" as const, "stopped" as const),
    whenEnded: fc.constantFrom("fail" as const, "accept" as const, "restart" as const),
    startWhenEmpty: fc.boolean(),
    waitForUpload: fc.boolean(),
    start: fc.record({ allowMultipleRecordings: fc.boolean() }),
  }),
  people: fc.constantFrom(0, 2, 2),
  from: fc.constantFrom(
    undefined,
    undefined,
    ...(["INVOKED", "RECORDING", "PAUSED", "UPLOADING", "UPLOADED", "ERRORED"] as const),
  ),
  isStored: fc.boolean(),
  settings: fc.record({
    illegalAction: fc.constantFrom(400 as const, 409 as const, "accept" as const),
    repeatedAction: fc.constantFrom("refuse" as const, "accept" as const),
    pausedBlocksStart: fc.boolean(),
    putAnswer: fc.constantFrom("new" as const, "old" as const),
    staleReadsAfterPut: fc.nat(3),
    pageBase: fc.constantFrom(0 as const, 1 as const),
    perPageMax: fc.constantFrom(1, 100),
    errorEnvelope: fc.constantFrom("rtk" as const, "v4" as const),
  }),
  faults,
  disturbances: fc.array(
    fc.record({
      before: fc.nat(8),
      doing: fc.constantFrom<Doing>("start", "start", "pause", "stop", "fail", "vanish", "leave", "close"),
    }),
    { maxLength: 3 },
  ),
});

/** What somebody else does in the meeting; what can't be done, isn't. Gives the recording that it started. */
export function disturb({ emulator }: MeetingKit, meeting_id: string, doing: Doing): string | undefined {
  const live = emulator.listRecordings().find(({ status }) => status === "RECORDING" || status === "PAUSED");
  if (doing === "start") return live ? undefined : emulator.createRecording({ meeting_id }).id;
  if (doing === "leave") emulator.patchMeeting(meeting_id, { live_participants: 0 });
  if (doing === "close") emulator.patchMeeting(meeting_id, { status: "INACTIVE" });
  if (!live) return undefined;
  const change = { pause: "PAUSED", stop: "UPLOADING", fail: "ERRORED" } as const;
  if (doing === "vanish") emulator.deleteRecording(live.id);
  else if (doing in change)
    emulator.patchRecording(live.id, { status: change[doing as keyof typeof change] });
  return undefined;
}
