/** Two ups at once: of one stack, of which the second is refused, and of two stacks that declare different things. */

import assert from "node:assert/strict";
import type { Props } from "../support/grpc";
import { inTime, LOCKED, STORY_TIMEOUT_MS, UP, useStage } from "./stage";

const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const { getStack } = require("@pulumi/pulumi");
const { Recording } = require("pulumi-realtimekit");
const args = require("./recordings.json")[getStack()];
if (args) new Recording("keynote", args);
`,
};

describe("two ups at once", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const stage = useStage({ program: PROGRAM });
  let recordingId: string;
  /** Declares the recording in the stacks. */
  const declare = (states: Record<string, string>, args: Props = {}) =>
    stage.declare(
      Object.fromEntries(
        Object.entries(states).map(([stack, state]) => [stack, { recordingId, state, ...args }]),
      ),
    );
  const statusNow = async () => (await stage.emulator.control.getRecording(recordingId)).status;
  const sent = async () => (await stage.changes()).map(({ body }) => (body as { action?: unknown }).action);
  const up = (stack: string) => [...UP, "--stack", stack];
  const succeed = async (args: readonly string[]) => {
    const { exitCode, text } = await stage.run(args);
    assert.equal(exitCode, 0, text);
    return text;
  };

  it("of one stack: the second is refused, and sends nothing", async () => {
    recordingId = (await stage.emulator.control.createRecording({ status: "INVOKED", held: true })).id;
    declare({ dev: "paused" });
    const first = await stage.start(up("dev"));
    await inTime(async () => (await stage.emulator.requests()).length >= 3);
    const second = await stage.run(up("dev"));
    assert.notEqual(second.exitCode, 0);
    assert.match(second.text, LOCKED);
    assert.deepEqual(await sent(), []);
    await stage.emulator.control.patchRecording(recordingId, { status: "RECORDING" });
    assert.equal((await first.ended).exitCode, 0);
    assert.deepEqual([await statusNow(), await sent()], ["PAUSED", ["pause"]]);
  });

  it("of two stacks that declare different things: both end, and one of them has its way", async () => {
    await succeed(["stack", "init", "other"]);
    declare({ dev: "paused", other: "recording" }, { timeouts: { create: "10s", update: "10s" } });
    const runs = await Promise.all([stage.run(up("dev")), stage.run(up("other"))]);
    assert.ok(runs.some(({ exitCode }) => exitCode === 0));
    for (const { exitCode, text } of runs) {
      if (exitCode !== 0) assert.match(text, /(WaitTimeout|ActionRefused)Error: /);
    }
    assert.ok(["RECORDING", "PAUSED"].includes(await statusNow()));
    for (const action of await sent())
      assert.ok(["pause", "resume"].includes(String(action)), String(action));
  });

  it("leaves a drift that the other one's next run reports", async () => {
    const [stack, line] =
      (await statusNow()) === "RECORDING"
        ? ["dev", /will pause the recording: declared "paused", observed RECORDING/]
        : ["other", /will resume the recording: declared "recording", observed PAUSED/];
    assert.match(await succeed(["preview", "--stack", String(stack)]), line as RegExp);
  });

  it("one of which stops it: that is for good, and an error for the other", async () => {
    declare({ dev: "paused", other: "stopped" });
    await succeed(up("other"));
    const { exitCode, text } = await stage.run(["preview", "--stack", "dev"]);
    assert.notEqual(exitCode, 0);
    assert.match(text, /RecordingEndedError: recording \S+ is declared "paused", but it ended at/);
  });
});
