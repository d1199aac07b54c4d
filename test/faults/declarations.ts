/** Random declarations. */

import * as fc from "fast-check";
import { type Declaration, MEETING, RECORDINGS } from "./declaration";

const state = fc.constantFrom(
  "recording" as const,
  "recording" as const,
  "paused" as const,
  "stopped" as const,
);
const choice = fc.constantFrom(1 as const, 1 as const, 1 as const, 2 as const);
const rarely = fc.constantFrom(false, false, true);

const recordings = fc.record({
  name: fc.constantFrom("a" as const, "a" as const, ...RECORDINGS),
  choice,
  args: fc.record({
    state,
    onDelete: fc.constantFrom(undefined, "leave", "stop"),
    whenEnded: fc.constantFrom(undefined, "fail", "accept"),
    waitForUpload: rarely,
  }),
});

const meetings = fc.record({
  name: fc.constant(MEETING),
  choice,
  args: fc.record({
    state,
    onDelete: fc.constantFrom(undefined, undefined, "leave", "stop"),
    whenEnded: fc.constantFrom(undefined, "fail", "accept", "restart", "restart"),
    waitForUpload: rarely,
    startWhenEmpty: rarely,
    start: fc.constantFrom(
      undefined,
      { allowMultipleRecordings: true },
      { allowMultipleRecordings: true },
      { maxSeconds: 3600 },
    ),
  }),
});

/** One resource of a program. */
export const declarations: fc.Arbitrary<Declaration> = fc.oneof(recordings, meetings);
