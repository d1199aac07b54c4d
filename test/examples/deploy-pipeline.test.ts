/** A deploy that pauses the recording: what happens when any part of it fails. */

import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS } from "../support/engine-kit";
import { eventually } from "../support/eventually";
import { describeExample } from "./kit/example";

const ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const SUCCEED = "./while-paused.sh ./deploy.sh";

describeExample("deploy-pipeline", (kit) => {
  const status = () => kit.emulator.getRecording(ID).status;
  const refuse = (action: "pause" | "resume") =>
    kit.emulator.addFault({ kind: "status", status: 403, match: { action }, times: "always" });
  const deploy = (line: string) => writeFileSync(path.join(kit.workspace.folder, "deploy.sh"), `${line}\n`);

  before(() => void kit.emulator.createRecording({ id: ID }));
  beforeEach(() => {
    kit.emulator.clearFaults();
    kit.emulator.patchRecording(ID, { status: "RECORDING" });
  });

  it("pauses before the deploy and resumes after it", async () => {
    await kit.follow("pulumi stack init event");
    const { actions } = await kit.follow(SUCCEED);
    assert.deepEqual([actions, status()], [["pause", "resume"], "RECORDING"]);
  });

  it("resumes after a deploy that fails, and keeps its exit code", async () => {
    const { actions } = await kit.follow(`./while-paused.sh sh -c 'exit 3' || echo "exit code $?"`);
    assert.deepEqual([actions, status()], [["pause", "resume"], "RECORDING"]);
  });

  it("doesn't deploy where the recording can't be paused, and fails", async () => {
    refuse("pause");
    const { exitCode, text, actions } = await kit.shell(SUCCEED);
    assert.notEqual(exitCode, 0);
    assert.match(text, /AuthenticationError/);
    assert.doesNotMatch(text, /rebuilding the stage/);
    assert.deepEqual([actions, status()], [["pause"], "RECORDING"]);
  });

  it("fails with 75 and says what to do where the recording can't be resumed after three attempts", async () => {
    refuse("resume");
    const { exitCode, text, actions } = await kit.shell(SUCCEED);
    assert.equal(exitCode, 75, text);
    assert.match(text, /^The recording may still be paused\. Resume it with: pulumi up --yes$/m);
    assert.deepEqual([actions, status()], [["pause", "resume", "resume", "resume"], "PAUSED"]);
    kit.emulator.clearFaults();
    assert.deepEqual((await kit.shell("pulumi up --yes")).actions, ["resume"]);
  });

  it("warns, and keeps the deploy's exit code, where the event ended during the deploy", async () => {
    deploy(`node -e 'fetch("${kit.emulator.origin}/__emulator/recordings/${ID}", {
      method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ status: "UPLOADED" }),
    })'`);
    const { exitCode, text, actions } = await kit.shell("./while-paused.sh bash deploy.sh");
    assert.equal(exitCode, 0, text);
    assert.match(text, /warning: .*ended/);
    assert.deepEqual(actions, ["pause"]);
  });

  it("ends the deploy and resumes when the pipeline is cancelled", async () => {
    kit.emulator.deleteRecording(ID);
    kit.emulator.createRecording({ id: ID });
    deploy("touch deploying; exec sleep 600");
    const begun = path.join(kit.workspace.folder, "deploying");
    let script: ChildProcess | undefined;
    const onStart = (child: ChildProcess) => {
      script = child;
    };
    const running = kit.shell("exec ./while-paused.sh bash deploy.sh", { onStart });
    await eventually(() => existsSync(begun), STORY_TIMEOUT_MS / 2);
    script?.kill("SIGTERM");
    const { exitCode, actions } = await running;
    assert.deepEqual([exitCode, actions, status()], [143, ["pause", "resume"], "RECORDING"]);
  });
});
