/** Operations that are under way when Pulumi is interrupted, or when its engine is gone. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import { ANSWER_GRACE_MS } from "../../provider/api/interruption";
import { eventually } from "../support/eventually";
import { type FakeEngine, startFakeEngine } from "../support/fake-engine";
import type { Props } from "../support/grpc";
import { HookError } from "../support/hook-calls";
import { type ProviderProcess, startProviderProcess } from "../support/provider-process";

const URN = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:Recording::keynote";
const MEETING_URN = "urn:pulumi:dev::event::pulumi-nodejs:dynamic/realtimekit:MeetingRecording::keynote";
/** "In seconds": far below every wait that is interrupted here, all of which last minutes. */
const SOON_MS = 3_000;

/** A process is of no more use after an interruption, so each test has one of its own. */
describe("an operation that is interrupted", () => {
  let emulator: Emulator;
  let engine: FakeEngine;
  let hooks: ProviderProcess;
  before(async () => {
    emulator = await startEmulator();
  });
  const start = async (engineAddress: string) => {
    hooks = await startProviderProcess({
      engineAddress,
      env: {
        CLOUDFLARE_API_TOKEN: "token-of-the-interruption-tests",
        CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
        REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
        CLOUDFLARE_BASE_URL: emulator.baseUrl,
      },
    });
    await hooks.configure({});
  };
  beforeEach(async () => {
    emulator.reset();
    engine = await startFakeEngine();
    await start(engine.address);
  });
  afterEach(async () => {
    await hooks.stop();
    engine.close();
  });
  after(() => emulator.close());

  const check = async (props: Props) => {
    const { inputs, failures } = await hooks.check({}, { __urn: URN, ...props });
    assert.deepEqual(failures, []);
    return inputs;
  };
  const stuck = () => emulator.createRecording({ status: "INVOKED", held: true }).id;
  const actions = () =>
    emulator.requests({ method: "PUT" }).map(({ body }) => (body as { action?: unknown }).action);
  /** The error of a call that is interrupted now, and how long that took. */
  const failureOf = async (
    call: Promise<unknown>,
    { interrupt = () => hooks.cancel() as unknown, withinMs = SOON_MS } = {},
  ) => {
    const failing = call.then(
      () => assert.fail("it should have failed"),
      (reason) => reason,
    );
    const startedAt = performance.now();
    await interrupt();
    const error = await failing;
    assert.ok(error instanceof HookError, String(error));
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs < withinMs, `took ${tookMs} ms`);
    return error;
  };

  it("ends at once with what was accepted, which stays in the state", async () => {
    emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });
    const { id: recordingId } = emulator.createRecording();
    const creating = hooks.create(await check({ recordingId, state: "paused" }));
    await engine.message(/: waiting until it is paused$/);
    const { message, initFailed } = await failureOf(creating);
    assert.equal(
      message,
      `InterruptedError: pulumi was interrupted before this was done: recording ${recordingId} was RECORDING when ` +
        'last seen. The API accepted "pause". Run it again to go on from there.',
    );
    assert.equal(initFailed?.id, `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}/${recordingId}`);
    assert.equal(initFailed?.properties.status, "RECORDING");
  });

  it("sends nothing any more: a stop that waited for the recording to begin is not sent when it does", async () => {
    const recordingId = stuck();
    const inputs = await check({ recordingId, state: "stopped" });
    const creating = hooks.create(inputs);
    await engine.message(/: waiting until it is RECORDING$/);
    const { message, initFailed } = await failureOf(creating);
    assert.match(message, /was INVOKED when last seen\. Nothing was sent\. Run it again/);
    assert.equal(initFailed, undefined);
    emulator.patchRecording(recordingId, { status: "RECORDING" });
    await assert.rejects(hooks.create(inputs), { message: /^InterruptedError: / });
    assert.deepEqual(actions(), []);
  });

  it("is ended by its engine's end as well: nobody is there any more who declared it", async () => {
    const recordingId = stuck();
    const creating = hooks.create(await check({ recordingId, state: "stopped" }));
    await engine.message(/: waiting until it is RECORDING$/);
    await failureOf(creating, { interrupt: () => engine.close() });
    emulator.patchRecording(recordingId, { status: "RECORDING" });
    assert.deepEqual(actions(), []);
  });

  it("may learn what became of the action that it has just sent", async () => {
    emulator.addFault({ kind: "delay", delayMs: 1_000, when: "after", match: { method: "PUT" } });
    const { id: recordingId } = emulator.createRecording();
    const creating = hooks.create(await check({ recordingId, state: "paused" }));
    await eventually(() => emulator.getRecording(recordingId).status === "PAUSED");
    await hooks.cancel();
    assert.equal((await creating).outs.status, "PAUSED");
  });

  it("that asked for a start doesn't ask again, and doesn't look for it", async () => {
    emulator.addFault({ kind: "stallBody", match: { method: "POST" } });
    const { id: meetingId } = emulator.createMeeting();
    const creating = hooks.create(await check({ meetingId, state: "recording", __urn: MEETING_URN }));
    await eventually(() => emulator.requests({ method: "POST" })[0]);
    const { message } = await failureOf(creating, { withinMs: ANSWER_GRACE_MS + SOON_MS });
    assert.match(message, /^InterruptedError: .*"start" was sent, but its answer got lost/);
    assert.equal(emulator.listRecordings({ meeting_id: meetingId }).length, 1);
  }).timeout(20_000);

  it("that deletes ends as well, and says what was sent", async () => {
    const { id: recordingId } = emulator.createRecording();
    const { id, outs } = await hooks.create(
      await check({ recordingId, state: "recording", onDelete: "stop" }),
    );
    emulator.patchSettings({ putAnswer: "old", staleReadsAfterPut: 1_000 });
    hooks.nextPhase();
    const deleting = hooks.delete(id, outs);
    await engine.message(/: waiting until it is stopped$/);
    assert.match((await failureOf(deleting)).message, /The API accepted "stop"\. Run it again/);
    assert.deepEqual(actions(), ["stop"]);
  });

  it("that only looks ends as well, also while the request limit is used up", async () => {
    const { id: recordingId } = emulator.createRecording();
    const { id, outs } = await hooks.create(await check({ recordingId, state: "recording" }));
    emulator.patchSettings({ rateLimitEnforced: true, rateLimitRequests: 1, rateLimitWindowSeconds: 300 });
    hooks.nextPhase();
    await hooks.read(id, outs);
    hooks.nextPhase();
    const looking = hooks.read(id, outs);
    await engine.message(/request limit is used up/);
    assert.match((await failureOf(looking)).message, /^InterruptedError: /);
  });

  it("is not one whose engine can't be reached from the beginning", async () => {
    engine.close();
    await hooks.stop();
    await start(engine.address);
    const { id: recordingId } = emulator.createRecording();
    assert.equal((await hooks.create(await check({ recordingId, state: "paused" }))).outs.status, "PAUSED");
  });

  it("is nothing to a process in which nothing goes on, but its end", async () => {
    await hooks.cancel();
    engine.close();
    await hooks.stop();
    assert.equal(hooks.stderr(), "");
  });
});
