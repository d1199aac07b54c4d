/** Whatever the API, the network and a host do: the target, or an error that says why, and no blind action. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { FaultInput, RecordingAction, RecordingStatus, SettingsPatch } from "../../emulator/index";
import { RealtimeKitError } from "../../provider/api/errors";
import type { Goal } from "../../provider/core/reconcile";
import { ERROR_NAMES } from "../../provider/resources/error-names";
import { type Kit, type Run, TOKEN, useReconciler } from "./kit";

const STATUSES = ["INVOKED", "RECORDING", "PAUSED", "UPLOADING", "UPLOADED", "ERRORED"] as const;
const ENDED: ReadonlySet<string> = new Set(["UPLOADING", "UPLOADED", "ERRORED"]);

/** The statuses in which a declared state holds. */
const HOLDS: Record<Goal["state"], ReadonlySet<string>> = {
  recording: new Set(["RECORDING"]),
  paused: new Set(["PAUSED"]),
  stopped: ENDED,
};

type Doing = "pause" | "resume" | "stop" | "fail" | "vanish" | "leave";
interface Disturbance {
  /** Number of the request before which it happens, from 0. */
  before: number;
  doing: Doing;
}

interface Scenario {
  from: RecordingStatus;
  goal: Goal;
  settings: SettingsPatch;
  faults: FaultInput[];
  disturbances: Disturbance[];
}

const bad = fc.constantFrom<FaultInput>(
  { kind: "dropBefore" },
  { kind: "dropBefore", reset: true },
  { kind: "dropAfter" },
  { kind: "truncated" },
  { kind: "html5xx" },
  { kind: "html5xx", when: "after" },
  { kind: "notJson" },
  { kind: "notJson", when: "after" },
  { kind: "successFalse" },
  { kind: "successFalse", when: "after", envelope: "v4" },
  { kind: "unknownStatus" },
  { kind: "redirect" },
  { kind: "status", status: 429, headers: { "Retry-After": "20" }, envelope: "empty" },
  { kind: "status", status: 429, when: "after" },
  ...[400, 401, 404, 409, 422, 500, 503].flatMap((status): FaultInput[] => [
    { kind: "status", status },
    { kind: "status", status, envelope: "v4", when: "after" },
    { kind: "status", status, envelope: "empty" },
  ]),
);

const faults = fc.array(
  fc
    .record({
      fault: bad,
      method: fc.constantFrom("GET", "PUT", undefined),
      skip: fc.nat(4),
      times: fc.integer({ min: 1, max: 4 }),
    })
    .map(
      ({ fault, method, skip, times }): FaultInput => ({
        ...fault,
        skip,
        times,
        match: method ? { method } : {},
      }),
    ),
  { maxLength: 3 },
);

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  from: fc.constantFrom(...STATUSES),
  goal: fc.record({
    state: fc.constantFrom("recording" as const, "paused" as const, "stopped" as const),
    whenEnded: fc.constantFrom("fail" as const, "accept" as const),
    waitForUpload: fc.boolean(),
  }),
  settings: fc.record({
    illegalAction: fc.constantFrom(400 as const, 409 as const, "accept" as const),
    repeatedAction: fc.constantFrom("refuse" as const, "accept" as const),
    stopWhileInvoked: fc.constantFrom("refuse" as const, "accept" as const),
    putAnswer: fc.constantFrom("new" as const, "old" as const),
    staleReadsAfterPut: fc.nat(3),
    earlyStopErrors: fc.boolean(),
    errorEnvelope: fc.constantFrom("rtk" as const, "v4" as const),
  }),
  faults,
  disturbances: fc.array(
    fc.record({
      before: fc.nat(8),
      doing: fc.constantFrom<Doing>("pause", "resume", "stop", "fail", "vanish", "leave"),
    }),
    { maxLength: 4 },
  ),
});

/** What somebody else does to the recording; what its status doesn't allow, doesn't happen. */
function disturb({ emulator }: Kit, id: string, doing: Doing): void {
  const recording = emulator.listRecordings().find((candidate) => candidate.id === id);
  if (!recording) return;
  const { status, meeting_id } = recording;
  const isActive = status === "RECORDING" || status === "PAUSED";
  if (doing === "pause" && status === "RECORDING") emulator.patchRecording(id, { status: "PAUSED" });
  if (doing === "resume" && status === "PAUSED") emulator.patchRecording(id, { status: "RECORDING" });
  if (doing === "stop" && isActive) emulator.patchRecording(id, { status: "UPLOADING" });
  if (doing === "fail" && status !== "UPLOADED") emulator.patchRecording(id, { status: "ERRORED" });
  if (doing === "vanish") emulator.deleteRecording(id);
  if (doing === "leave") emulator.patchMeeting(meeting_id, { live_participants: 0 });
}

async function play(kit: Kit, { from, goal, settings, faults, disturbances }: Scenario): Promise<Run> {
  kit.emulator.reset();
  kit.emulator.clock.freeze(true);
  kit.emulator.patchSettings(settings);
  const { id } = kit.emulator.createRecording({ status: from });
  for (const fault of faults) kit.emulator.addFault(fault);
  const beforeRequest = (number: number) => {
    for (const { before, doing } of disturbances) if (before === number) disturb(kit, id, doing);
  };
  return await kit.run(id, goal, { beforeRequest });
}

function assertEnding({ recording, error, tookMs }: Run, goal: Goal): void {
  assert.ok(tookMs <= 5 * 60_000, `took ${tookMs} ms`);
  if (error) {
    assert.ok(error instanceof RealtimeKitError, error.stack);
    assert.ok((ERROR_NAMES as readonly string[]).includes(error.name), error.name);
    assert.ok(error.message.startsWith(`${error.name}: `), error.message);
    assert.ok(!error.message.includes(TOKEN), error.message);
    return;
  }
  const status = recording?.status ?? "";
  const isAccepted = goal.whenEnded === "accept" && ENDED.has(status);
  assert.ok(HOLDS[goal.state].has(status) || isAccepted, `ended in ${status}`);
  if (goal.waitForUpload && goal.state === "stopped") assert.notEqual(status, "UPLOADING");
}

/** Between two actions stands a read that was really answered; and stop is for those who declared it. */
function assertRequests({ emulator, trail }: Kit, { state }: Goal): void {
  const kinds = new Map(emulator.faults().map(({ id, kind }) => [id, kind]));
  let hasLooked = false;
  for (const { method, status, body, faultId } of emulator.requests()) {
    const isWhole = faultId === undefined || kinds.get(faultId) === "unknownStatus";
    if (method === "GET" && status === 200 && isWhole) hasLooked = true;
    if (method === "GET") continue;
    assert.ok(hasLooked, `an action without a look before it: ${trail().join(", ")}`);
    const { action } = body as { action: RecordingAction };
    assert.ok(state === "stopped" || action !== "stop", `declared ${state}: ${trail().join(", ")}`);
    hasLooked = false;
  }
}

describe("reconciling under random faults, settings and hosts", () => {
  const kit = useReconciler();

  it("ends in the target or in a named error, and never acts blindly", async () => {
    const property = fc.asyncProperty(scenarios, async (scenario) => {
      const run = await play(kit, scenario);
      assertEnding(run, scenario.goal);
      assertRequests(kit, scenario.goal);
    });
    await fc.assert(property, { numRuns: 400 });
  }).timeout(60_000);
});
