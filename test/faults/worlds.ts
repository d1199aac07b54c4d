/** Random worlds: what there is before the first command, and which of the API's unknown behaviours it shows. */

import * as fc from "fast-check";
import type { RecordingStatus } from "../../emulator";
import { OPERATION_MS } from "./declaration";
import type { WorldPlan } from "./world";

const status = fc.constantFrom<RecordingStatus>(
  ...Array<"RECORDING">(6).fill("RECORDING"),
  "PAUSED",
  "PAUSED",
  "INVOKED",
  "INVOKED",
  "UPLOADING",
  "UPLOADED",
  "ERRORED",
);
const statuses = fc.tuple(status, status);
const ENDED: RecordingStatus[] = ["UPLOADED", "UPLOADING", "ERRORED"];
// Mostly none, so that one is started; two are ambiguous.
const LIVE: RecordingStatus[][] = [
  ...Array<[]>(6).fill([]),
  ["RECORDING"],
  ["PAUSED"],
  ["INVOKED"],
  ["RECORDING", "PAUSED"],
];
const meeting = fc.record({
  people: fc.constantFrom(2, 2, 2, 0),
  statuses: fc
    .tuple(fc.array(fc.constantFrom(...ENDED), { maxLength: 2 }), fc.constantFrom<RecordingStatus[]>(...LIVE))
    .map(([ended, live]) => [...ended, ...live]),
});

const HOUR_MS = 3_600_000;

/** Random ones; what is first is what a counterexample is shrunk to. */
export const worlds: fc.Arbitrary<WorldPlan> = fc.record({
  settings: fc.record({
    invokedMs: fc.constantFrom(0, 0, 300),
    uploadingMs: fc.constantFrom(0, 200, 200, 600_000),
    illegalAction: fc.constantFrom(400 as const, 409 as const, "accept" as const),
    repeatedAction: fc.constantFrom("refuse" as const, "accept" as const),
    stopWhileInvoked: fc.constantFrom("refuse" as const, "accept" as const),
    pausedBlocksStart: fc.boolean(),
    putAnswer: fc.constantFrom("new" as const, "new" as const, "old" as const),
    staleReadsAfterPut: fc.constantFrom(0, 0, 1, 2),
    // Less than an operation looks for a start whose answer got lost.
    unlistedMsAfterStart: fc.constantFrom(0, 0, 200),
    pageBase: fc.constantFrom(1 as const, 0 as const),
    perPageMax: fc.constantFrom(100, 2, 1),
    errorEnvelope: fc.constantFrom("rtk" as const, "v4" as const),
    validationStatus: fc.constantFrom(422 as const, 400 as const),
    rateLimitEnforced: fc.constantFrom(false, false, false, true),
    rateLimitRequests: fc.constant(30),
    rateLimitWindowSeconds: fc.constant(1),
    earlyStopErrors: fc.constantFrom(false, false, true),
  }),
  skewMs: fc.constantFrom(0, 0, HOUR_MS, -HOUR_MS),
  // In a hurry, what was accepted doesn't show in time.
  patienceMs: fc.constantFrom(OPERATION_MS, OPERATION_MS, 1_000, 2_000),
  statuses: fc.record({ a: statuses, b: statuses, c: statuses, d: statuses }),
  meetings: fc.tuple(meeting, meeting),
});
