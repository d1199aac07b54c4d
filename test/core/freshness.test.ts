/** A plan that an old list made ends in a new look where something happened since, and never in a wrong action. */

import assert from "node:assert/strict";
import type { RecordingStatus } from "../../emulator/index";
import { deadlineIn } from "../../provider/api/clock";
import { type Goal, reconcile } from "../../provider/core/reconcile";
import type { DesiredState } from "../../provider/core/status";
import { APP, type CoalescingKit, MINUTE_MS, useCoalescing } from "../api/coalescing-kit";

interface Story {
  /** What the list shows. */
  readonly listed: RecordingStatus;
  readonly declared: DesiredState;
  /** What became of it before the action arrives. */
  readonly meanwhile: RecordingStatus | "gone";
  readonly asked: string;
  /** How it is in the end, or the error. */
  readonly ending: string;
}

const ENDED = "RecordingEndedError";
const GONE = "RecordingNotFoundError";

const STORIES: Story[] = [
  // Nothing happened: the action is all that is sent, and what is in place is looked at once more.
  { listed: "RECORDING", declared: "paused", meanwhile: "RECORDING", asked: "pause", ending: "PAUSED" },
  { listed: "PAUSED", declared: "recording", meanwhile: "PAUSED", asked: "resume", ending: "RECORDING" },
  { listed: "RECORDING", declared: "stopped", meanwhile: "RECORDING", asked: "stop", ending: "UPLOADING" },
  { listed: "PAUSED", declared: "stopped", meanwhile: "PAUSED", asked: "stop", ending: "UPLOADING" },
  { listed: "RECORDING", declared: "recording", meanwhile: "RECORDING", asked: "get", ending: "RECORDING" },
  { listed: "PAUSED", declared: "paused", meanwhile: "PAUSED", asked: "get", ending: "PAUSED" },
  // A host was faster, or did something else.
  { listed: "RECORDING", declared: "paused", meanwhile: "PAUSED", asked: "pause get", ending: "PAUSED" },
  {
    listed: "PAUSED",
    declared: "recording",
    meanwhile: "RECORDING",
    asked: "resume get",
    ending: "RECORDING",
  },
  { listed: "RECORDING", declared: "stopped", meanwhile: "PAUSED", asked: "stop", ending: "UPLOADING" },
  { listed: "PAUSED", declared: "stopped", meanwhile: "RECORDING", asked: "stop", ending: "UPLOADING" },
  // What was in place isn't any more.
  {
    listed: "RECORDING",
    declared: "recording",
    meanwhile: "PAUSED",
    asked: "get resume",
    ending: "RECORDING",
  },
  { listed: "PAUSED", declared: "paused", meanwhile: "RECORDING", asked: "get pause", ending: "PAUSED" },
  // It ended.
  { listed: "RECORDING", declared: "paused", meanwhile: "UPLOADING", asked: "pause get", ending: ENDED },
  { listed: "PAUSED", declared: "recording", meanwhile: "ERRORED", asked: "resume get", ending: ENDED },
  { listed: "RECORDING", declared: "stopped", meanwhile: "UPLOADED", asked: "stop get", ending: "UPLOADED" },
  { listed: "PAUSED", declared: "stopped", meanwhile: "ERRORED", asked: "stop get", ending: "ERRORED" },
  { listed: "RECORDING", declared: "recording", meanwhile: "UPLOADED", asked: "get", ending: ENDED },
  { listed: "PAUSED", declared: "paused", meanwhile: "UPLOADED", asked: "get", ending: ENDED },
  { listed: "INVOKED", declared: "stopped", meanwhile: "ERRORED", asked: "get", ending: "ERRORED" },
  // It began.
  { listed: "INVOKED", declared: "recording", meanwhile: "RECORDING", asked: "get", ending: "RECORDING" },
  { listed: "INVOKED", declared: "paused", meanwhile: "RECORDING", asked: "get pause", ending: "PAUSED" },
  { listed: "INVOKED", declared: "stopped", meanwhile: "PAUSED", asked: "get stop", ending: "UPLOADING" },
  // It is gone.
  { listed: "RECORDING", declared: "paused", meanwhile: "gone", asked: "pause", ending: GONE },
  { listed: "RECORDING", declared: "stopped", meanwhile: "gone", asked: "stop", ending: GONE },
  { listed: "RECORDING", declared: "recording", meanwhile: "gone", asked: "get", ending: GONE },
  { listed: "INVOKED", declared: "recording", meanwhile: "gone", asked: "get", ending: GONE },
];

describe("a plan that was made from a list", () => {
  const kit = useCoalescing();

  for (const story of STORIES) {
    for (const ageMs of [6_000, MINUTE_MS]) {
      const { listed, declared, meanwhile, asked, ending } = story;
      it(`of ${ageMs} ms with ${listed} for a declared "${declared}" asks for ${asked} where it is ${meanwhile} now`, async () => {
        kit.declared = 3;
        const others = kit.record(2);
        const [id = ""] = kit.record(1, { status: listed });
        await kit.readAll([...others, id]);
        kit.emulator.clock.advance(ageMs);
        meddle(kit, id, meanwhile);
        assert.deepEqual(kit.counted(), { list: 1, get: 0 });
        assert.equal(await bring(kit, id, { state: declared }), ending);
        assert.equal(kit.asked().join(" "), asked);
      });
    }
  }

  it("and is older than two minutes asks for another one", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    await kit.readAll(ids);
    kit.emulator.clock.advance(2 * MINUTE_MS + 1);
    kit.asked();
    const [id = ""] = ids;
    kit.emulator.patchRecording(id, { status: "PAUSED" });
    assert.equal(await bring(kit, id, { state: "paused" }), "PAUSED");
    assert.deepEqual(kit.asked(), ["get"]);
  });

  it("accepts an end only after it has looked", async () => {
    kit.declared = 3;
    const ids = kit.record(3);
    await kit.readAll(ids);
    const [id = ""] = ids;
    kit.emulator.clock.advance(MINUTE_MS);
    kit.emulator.patchRecording(id, { status: "UPLOADED" });
    kit.asked();
    assert.equal(await bring(kit, id, { state: "paused", whenEnded: "accept" }), "UPLOADED");
    assert.deepEqual(kit.asked(), ["pause", "get"]);
  });
});

function meddle({ emulator }: CoalescingKit, id: string, meanwhile: Story["meanwhile"]): void {
  if (meanwhile === "gone") emulator.deleteRecording(id);
  else if (emulator.getRecording(id).status !== meanwhile)
    emulator.patchRecording(id, { status: meanwhile, held: true });
}

/** The status that the declaration was brought to, or the error's name. */
async function bring(kit: CoalescingKit, recordingId: string, goal: Partial<Goal>): Promise<string> {
  const { api, clock } = kit;
  const operation = {
    ...{ api, clock, journal: {}, isLiveCheck: true },
    report: { progress: () => {}, info: () => {}, warn: () => {} },
    deadline: deadlineIn(5 * MINUTE_MS, clock),
    identity: { ...APP, recordingId },
  };
  try {
    const full: Goal = { state: "recording", whenEnded: "fail", waitForUpload: false, ...goal };
    return (await reconcile(full, operation)).status;
  } catch (error) {
    return (error as Error).name;
  }
}
