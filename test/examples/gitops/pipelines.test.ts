/** The example's jobs on both CI services, their own shell lines against the emulator, with the real engine. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS } from "../../support/engine-kit";
import { CiMachine } from "./ci-machine";
import { github } from "./github-workflow";
import { gitlab } from "./gitlab-pipeline";
import { type JobRun, type Pipeline, SETTINGS } from "./pipeline";

/** In a fresh environment the engine is built first. */
const LOCATE_TIMEOUT_MS = 15 * 60_000;
const APP_ID = "2a95132c-1573-2412-d22c-1476fa83f27a";
const KEYNOTE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const WORKSHOP = "6f0b0a4e-8a35-4a3c-9d6c-2f6f0f7c1b52";
const WILL_PAUSE = 'keynote: will pause the recording: declared "paused", observed RECORDING';

for (const pipeline of [github, gitlab])
  describe(`the GitOps example on ${pipeline.name}`, function () {
    this.timeout(STORY_TIMEOUT_MS);
    let machine: CiMachine;
    let actions: unknown[];

    before(async function () {
      this.timeout(LOCATE_TIMEOUT_MS);
      machine = await CiMachine.start();
      for (const id of [KEYNOTE, WORKSHOP]) machine.emulator.createRecording({ id, app_id: APP_ID });
    });
    after(() => machine?.close());

    async function run(job: Parameters<Pipeline["run"]>[0]): Promise<JobRun> {
      machine.emulator.clearRequests();
      const result = await pipeline.run(job, machine);
      const puts = machine.emulator.requests({ method: "PUT" });
      actions = puts.map(({ path, body }) => [path.split("/").at(-1), (body as { action: unknown }).action]);
      return result;
    }

    it("adopts what runs with the first up, and sends nothing", async () => {
      const { exitCode, text } = await run("up");
      assert.equal(exitCode, 0, text);
      assert.deepEqual(actions, []);
      assert.match(text, /\+ 3 created/);
    });

    it("installs the packages without running their scripts", async () => {
      const { calls } = await run("drift");
      assert.deepEqual(calls[0]?.args.slice(0, 2), ["ci", "--ignore-scripts"]);
    });

    it("comments on a change with what it would do, and does none of it", async () => {
      machine.commit((file) => file.replace("state: recording", "state: paused"));
      const { exitCode, text, calls } = await run("preview");
      assert.equal(exitCode, 0, text);
      assert.deepEqual(actions, []);
      const comment = commentOf(calls);
      assert.match(comment, /^\*\*Preview of stack `event` at 8c2f6d1e0a4b\w+: success\*\*\n\n```text\n/);
      assert.ok(comment.includes(WILL_PAUSE), comment);
      assert.match(comment, /~ state +: "recording" => "paused"/);
      assert.match(comment, /~ 1 to update\n +2 unchanged/);
      assert.ok(!comment.includes(SETTINGS.CLOUDFLARE_API_TOKEN));
    });

    it("comments on a change that can't be done with the error, and fails", async () => {
      machine.commit((file) => file.replace("state: paused", "state: pause"));
      const { exitCode, calls } = await run("preview");
      assert.notEqual(exitCode, 0);
      assert.match(commentOf(calls), /: fail(ure|ed)\*\*.*error: .*property state value \{pause\}/s);
      machine.commit((file) => file.replace("state: pause\n", "state: paused\n"));
    });

    it("sends exactly what was announced, once it is merged", async () => {
      const { exitCode, text } = await run("up");
      assert.equal(exitCode, 0, text);
      assert.deepEqual(actions, [[KEYNOTE, "pause"]]);
      assert.ok(text.includes(WILL_PAUSE), text);
    });

    it("finds no drift in what it just did", async () => {
      const { exitCode, text } = await run("drift");
      assert.equal(exitCode, 0, text);
      assert.match(text, /3 unchanged/);
    });

    it("fails the drift check and names the recording that a host resumed, and leaves it", async () => {
      machine.emulator.patchRecording(KEYNOTE, { status: "RECORDING" });
      const { exitCode, text } = await run("drift");
      assert.equal(exitCode, 7);
      assert.deepEqual(actions, []);
      assert.match(text, /~ state +: "recording" => "paused"/);
      assert.ok(text.includes(WILL_PAUSE), text);
      assert.ok(!text.includes("workshop: will"), text);
      if (pipeline === github) assert.ok(text.includes(`::error title=Drift::${WILL_PAUSE}\n`), text);
    });

    function commentOf(calls: JobRun["calls"]): string {
      const { command, args } = pipeline.commentsWith;
      const posts = calls.filter((call) => call.command === command);
      assert.equal(posts.length, 1);
      for (const arg of args) assert.ok(posts[0]?.args.includes(arg), arg);
      return posts[0]?.comment ?? "";
    }
  });
