/** Whatever the API, the network and a host do: one operation asks for one recording at most, and starts one at most. */

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RealtimeKitError } from "../../provider/api/errors";
import { ERROR_NAMES } from "../../provider/resources/error-names";
import { TOKEN } from "./kit";
import { type Brought, type MeetingKit, useMeetings } from "./meeting-kit";
import { disturb, type Scenario, scenarios } from "./meeting-scenarios";

interface Played extends Brought {
  /** The recordings that the provider started. */
  started: string[];
  /** Starts them again, with nothing in the way. */
  again: () => Promise<Brought>;
}

async function play(kit: MeetingKit, scenario: Scenario): Promise<Played> {
  const { emulator } = kit;
  emulator.reset();
  emulator.clock.freeze(true);
  emulator.patchSettings(scenario.settings);
  const inputs = kit.declare(scenario.args, { live_participants: scenario.people });
  const others = new Set<string | undefined>();
  const id = scenario.from && kit.record(inputs, { status: scenario.from });
  others.add(id);
  const stored = id && scenario.isStored ? { ...inputs, recordingId: id, status: "RECORDING" } : undefined;
  for (const fault of scenario.faults) emulator.addFault(fault);
  const before = (_call: string, number: number) => {
    for (const { before, doing } of scenario.disturbances)
      if (before === number) others.add(disturb(kit, inputs.meetingId, doing));
  };
  const run = await kit.bring(inputs, stored, { before });
  const started = () => emulator.listRecordings().filter((recording) => !others.has(recording.id));
  return {
    ...run,
    started: started().map((recording) => recording.id),
    again: () => kit.bring(inputs, run.outs ?? stored),
  };
}

function assertEnding({ outs, error, tookMs }: Brought): void {
  assert.ok(tookMs <= 5 * 60_000, `took ${tookMs} ms`);
  if (!error) assert.ok(outs);
  if (!error) return;
  assert.ok(error instanceof RealtimeKitError, error.stack);
  assert.ok((ERROR_NAMES as readonly string[]).includes(error.name), error.stack);
  assert.ok(error.message.startsWith(`${error.name}: `), error.message);
  assert.ok(!error.message.includes(TOKEN), error.message);
}

/** One POST, which a list that was answered has preceded, and none for those who declared the end. */
function assertRequests({ emulator, trail, sent }: MeetingKit, { args }: Scenario): void {
  const posts = sent().filter((line) => line.startsWith("POST"));
  assert.ok(posts.length <= 1, trail().join(", "));
  if (args.state === "stopped") assert.deepEqual(posts, []);
  else assert.ok(!sent().some((line) => line.startsWith("stop")), trail().join(", "));
  if (posts.length === 0) return;
  const untilPost = trail().slice(0, trail().indexOf(posts[0] as string));
  assert.ok(untilPost.includes("recordings.list 200"), trail().join(", "));
  assert.equal(emulator.requests({ method: "POST" }).length, 1);
}

describe("a meeting's declaration under random faults, settings and hosts", () => {
  const kit = useMeetings();

  it("never sends two POSTs in one operation, and never starts two recordings", async () => {
    let posts = 0;
    const property = fc.asyncProperty(scenarios, async (scenario) => {
      const run = await play(kit, scenario);
      assertEnding(run);
      assertRequests(kit, scenario);
      assert.ok(run.started.length <= 1, run.started.join());
      posts += kit.emulator.requests({ method: "POST" }).length;
    });
    await fc.assert(property, { numRuns: 600 });
    assert.ok(posts > 100, `only ${posts} runs came as far as a POST`);
  }).timeout(60_000);

  it("never leaves two running when it is run again, also where several are allowed", async () => {
    const undisturbed = scenarios.map((scenario) => ({ ...scenario, from: undefined, disturbances: [] }));
    const property = fc.asyncProperty(undisturbed, async (scenario) => {
      const { again } = await play(kit, scenario);
      kit.emulator.clearFaults();
      assertEnding(await again());
      const live = kit.emulator
        .listRecordings()
        .filter(({ status }) => /INVOKED|RECORDING|PAUSED/.test(status));
      assert.ok(live.length <= 1, kit.trail().join(", "));
    });
    await fc.assert(property, { numRuns: 300 });
  }).timeout(60_000);
});
