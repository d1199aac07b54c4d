/** A policy pack with the program that it is about: what it lets pass, what it refuses, and when. */

import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeExample } from "./kit/example";

const KEYNOTE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
const PANEL = "97440c6a-140b-40a9-9499-b23fd7a3868a";
const HOUR_MS = 3_600_000;
const PACK = "--policy-pack policies --policy-pack-config policy-config.json";

describeExample("policy-pack", (kit) => {
  const allowFrom = (instantMs: number) => {
    const config = { "no-early-stop": { notBefore: new Date(instantMs).toISOString() } };
    writeFileSync(path.join(kit.workspace.folder, "policy-config.json"), JSON.stringify(config));
  };
  const violations = (text: string) =>
    [...text.matchAll(/- \[(\w+)\] +(\S+) +\(pulumi-nodejs:dynamic\/realtimekit:(\w+): (\w+)\)/g)]
      .map(([, level, policy, type, name]) => `${level} ${policy} ${type} ${name}`)
      .sort();

  before(() => {
    kit.emulator.patchSettings({ invokedMs: 100, uploadingMs: 100 });
    kit.emulator.createRecording({ id: KEYNOTE });
    kit.emulator.createMeeting({ id: PANEL });
    const link = path.join(kit.workspace.folder, "node_modules", "@pulumi", "policy");
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.resolve("node_modules/@pulumi/policy"), link, "junction");
    allowFrom(Date.now() + HOUR_MS);
  });

  it("lets recordings be started and held", async () => {
    await kit.follow("pulumi stack init event");
    const { methods } = await kit.follow(`pulumi up --yes ${PACK}`);
    assert.deepEqual(
      methods.filter((method) => method !== "GET"),
      ["POST"],
    );
  });

  it("refuses, before anything is sent, to stop before the given time or without the file", async () => {
    await kit.follow("pulumi config set keynote stopped");
    const { text, actions } = await kit.follow(`pulumi up --yes ${PACK}`, { exitCode: "failure" });
    assert.deepEqual(violations(text), [
      "mandatory no-early-stop Recording keynote",
      "mandatory stopped-with-file Recording keynote",
    ]);
    assert.deepEqual(actions, []);
  });

  it("refuses the same of a meeting's recording, also where the preview is skipped", async () => {
    // The first resource that is refused ends the update: the others may not be looked at any more.
    await kit.succeed(["config", "set", "keynote", "recording"]);
    await kit.succeed(["config", "set", "panel", "stopped"]);
    const { exitCode, text, actions } = await kit.shell(`pulumi up --yes --skip-preview ${PACK}`);
    assert.notEqual(exitCode, 0);
    assert.ok(violations(text).includes("mandatory stopped-with-file MeetingRecording panel"), text);
    assert.deepEqual(actions, []);
    await kit.succeed(["config", "set", "panel", "recording"]);
    await kit.succeed(["config", "set", "keynote", "stopped"]);
  });

  it("lets it be stopped after that time, with the file", async () => {
    allowFrom(Date.now() - HOUR_MS);
    await kit.follow("pulumi config set waitForUpload true");
    const { actions } = await kit.follow(`pulumi up --yes ${PACK}`);
    assert.deepEqual([actions, kit.emulator.getRecording(KEYNOTE).status], [["stop"], "UPLOADED"]);
  });

  it("says in a preview what isn't known yet, and decides when it is", async () => {
    allowFrom(Date.now() + HOUR_MS);
    const program = `
      const { Recording } = require("pulumi-realtimekit");
      const args = { state: "recording" };
      const first = new Recording("first", { recordingId: "${kit.emulator.createRecording().id}", ...args });
      const state = first.status.apply((status: string) => (status === "RECORDING" ? "stopped" : "paused"));
      new Recording("second", { recordingId: "${kit.emulator.createRecording().id}", state });`;
    writeFileSync(path.join(kit.workspace.folder, "index.ts"), program);
    await kit.succeed(["stack", "init", "unknown"]);
    const preview = await kit.shell(`pulumi preview ${PACK}`);
    assert.equal(preview.exitCode, 0, preview.text);
    assert.match(preview.text, /\[advisory\] +no-early-stop +\(.*: second\)/);
    const update = await kit.shell(`pulumi up --yes --skip-preview ${PACK}`);
    assert.notEqual(update.exitCode, 0);
    assert.ok(violations(update.text).includes("mandatory no-early-stop Recording second"), update.text);
    assert.deepEqual(update.actions, []);
  });
});
