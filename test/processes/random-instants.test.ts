/**
 * Processes that end at random instants of an up, and the up that follows. PROCESS_RUNS says at how many instants each
 * process is ended (default 2: each signal once), PROCESS_SEED at which ones.
 */

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type CliRun, sendSignal } from "../support/cli-run";
import { createDeclarations, type Declarations, type Expected } from "./declarations";
import { inTime, LOCKED, STORY_TIMEOUT_MS, UP, useStage } from "./stage";
import { planStrikes, type Strike } from "./strikes";

const SEED = Number(process.env.PROCESS_SEED ?? 1);
const RUNS = Number(process.env.PROCESS_RUNS ?? 2);

/** "In seconds": an action that was sent has 5 s for its answer, and the engine has to end. */
const SIGINT_MS = 8_000;

const STATUSES = {
  recording: ["RECORDING"],
  paused: ["PAUSED"],
  stopped: ["UPLOADING", "UPLOADED"],
} as const;

describe(`an up in which a process is ended at a random instant (PROCESS_SEED=${SEED} PROCESS_RUNS=${RUNS})`, function () {
  this.timeout(STORY_TIMEOUT_MS);
  const stage = useStage({ settings: { invokedMs: 300, uploadingMs: 300 } });
  let declarations: Declarations;
  let upMs: number;
  let hasFailed = false;

  const beginRound = async () => stage.declare(await declarations.next());

  /** Resolves when as much of the up is over, or it ended before. */
  const wait = async (run: CliRun, ms: number) => {
    await Promise.race([run.ended, sleep(ms)]);
  };
  const strikeProvider = async (run: CliRun, { signal, instant }: Strike) => {
    const startedAt = performance.now();
    const provider = await inTime(() => run.provider() ?? (run.isGoingOn() ? undefined : null));
    if (!provider) return;
    await wait(run, (upMs - (performance.now() - startedAt)) * instant);
    if (run.provider()) sendSignal(provider.pid, signal);
  };
  const strikeEmulator = async (run: CliRun, { signal, instant }: Strike) => {
    await wait(run, upMs * instant);
    // Standing still it sends nothing that the emulator forgets by being killed.
    const provider = run.provider();
    if (provider) sendSignal(provider.pid, "SIGSTOP");
    const revive = await stage.emulator.strike(signal);
    if (provider) sendSignal(provider.pid, "SIGCONT");
    await revive();
  };
  const strikeCli = async (run: CliRun, { signal, instant }: Strike) => {
    await wait(run, upMs * instant);
    const struckAt = performance.now();
    run.signal(signal);
    await run.ended;
    const tookMs = performance.now() - struckAt;
    assert.ok(tookMs < SIGINT_MS, `took ${tookMs} ms to end`);
  };
  const STRIKE = { CLI: strikeCli, provider: strikeProvider, emulator: strikeEmulator };

  /** What the README says to do after an interrupted run. */
  const recover = async ({ victim, signal }: Strike) => {
    const up = await stage.run(UP);
    if (!LOCKED.test(up.text)) return up;
    assert.deepEqual([victim, signal], ["CLI", "SIGKILL"], "only a killed CLI leaves its lock");
    assert.equal((await stage.run(["cancel", "--yes"])).exitCode, 0);
    return await stage.run(UP);
  };

  const statusOf = async ({ identity }: Expected) => {
    if ("recordingId" in identity)
      return (await stage.emulator.control.getRecording(identity.recordingId)).status;
    const [recording] = await stage.emulator.control.listRecordings({ meeting_id: identity.meetingId });
    return recording?.status;
  };
  const assertDeclared = async () => {
    for (const expected of declarations.expected()) {
      const status = (await statusOf(expected)) as never;
      assert.ok(
        (STATUSES[expected.state] as readonly string[]).includes(status),
        `${status}: ${JSON.stringify(expected)}`,
      );
    }
  };
  const assertNothingElse = async () => {
    const allowed = declarations.stopped();
    for (const { path, body } of await stage.changes()) {
      if ((body as { action?: string }).action !== "stop") continue;
      assert.ok(allowed.has(path.split("/").at(-1) as string), `a stop that was not declared: ${path}`);
    }
    for (const meeting_id of declarations.meetings()) {
      const recordings = await stage.emulator.control.listRecordings({ meeting_id });
      assert.ok(recordings.length <= 1, `${recordings.length} recordings of one meeting`);
    }
  };

  before("an up that nobody disturbs", async () => {
    declarations = createDeclarations(stage.emulator.control);
    for (let round = 0; round < 2; round++) {
      await beginRound();
      const startedAt = performance.now();
      const { exitCode, text } = await stage.run(UP);
      assert.equal(exitCode, 0, text);
      upMs = performance.now() - startedAt;
    }
    await assertDeclared();
  });

  // Mocha's own `bail` would end the tests of all other files, too.
  beforeEach(() => assert.ok(!hasFailed, "a round goes on from where the one before has left the stack"));
  afterEach(function () {
    hasFailed ||= this.currentTest?.isFailed() === true;
  });

  for (const strike of planStrikes(SEED, RUNS)) {
    const { victim, signal, instant } = strike;
    it(`${signal} to the ${victim} at ${Math.round(instant * 100)} % is made good by the next up`, async () => {
      await beginRound();
      const run = await stage.start(UP);
      await STRIKE[victim](run, strike);
      const { exitCode, stdout, stderr } = await run.ended;
      if (victim === "emulator" && exitCode !== 0) assert.match(stdout + stderr, /\b[A-Z]\w+Error: /);
      if (signal !== "SIGKILL" || victim !== "CLI") await inTime(() => run.survivors().length === 0);
      await assertNothingElse();
      const up = await recover(strike);
      assert.equal(up.exitCode, 0, up.text);
      await assertDeclared();
      await assertNothingElse();
    });
  }

  it("leaves nothing to do in the end, and nothing that is pending", async () => {
    const sent = (await stage.changes()).length;
    const cleared = await stage.run(["refresh", "--yes", "--clear-pending-creates"]);
    assert.equal(cleared.exitCode, 0, cleared.text);
    const { exitCode, text } = await stage.run([...UP, "--expect-no-changes"]);
    assert.equal(exitCode, 0, text);
    assert.doesNotMatch(text, /pending operations/);
    assert.equal((await stage.changes()).length, sent);
  });
});
