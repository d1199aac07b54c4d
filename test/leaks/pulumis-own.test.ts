/**
 * What a program doesn't take from its stack's secret configuration, and the addresses of files, on the real engine:
 * encrypted where they are kept and hidden where they are shown, but for what Pulumi prints when it is to print all.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";
import { foreignLine, linesWith, TALKATIVE } from "./pulumis-own";

const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const { MeetingRecording, Provider, Recording } = require("pulumi-realtimekit");
const { keynote, panel } = require("./recordings.json");
const provider = new Provider("own", { apiToken: process.env.OWN_TOKEN });
exports.keynote = new Recording("keynote", keynote, { provider }).downloadUrl;
exports.panel = new MeetingRecording("panel", panel, { provider }).status;
`,
};

const TOKEN = "s3cr3t-token-0123456789abcdef0123456789";
const CREDENTIAL = "s3cr3t-access-key";
const SIGNATURE = "X-Amz-Signature";
const SECRETS = [TOKEN, CREDENTIAL, SIGNATURE];
const EVENTS = "events.json";

describe("a token and credentials from elsewhere than the configuration", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({
    program: PROGRAM,
    env: () => ({ CLOUDFLARE_API_TOKEN: "", OWN_TOKEN: TOKEN, PULUMI_DEBUG_COMMANDS: "true" }),
  });

  before(() => {
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }], invokedMs: 0 });
    const { id: recordingId } = kit.emulator.createRecording({ status: "UPLOADED" });
    const storageConfig = { type: "aws", bucket: "b", region: "r", accessKey: CREDENTIAL };
    const panel = {
      meetingId: kit.emulator.createMeeting().id,
      state: "recording",
      start: { storageConfig },
      onDelete: "leave",
    };
    kit.declare({ keynote: { recordingId, state: "stopped" }, panel });
  });

  it("are shown by Pulumi's own log alone, where it is asked for, and in its event log", async () => {
    const { text } = await kit.succeed(["up", "--skip-preview", `--event-log=${EVENTS}`, ...TALKATIVE]);
    const events = readFileSync(path.join(kit.workspace.folder, EVENTS), "utf8");
    for (const secret of SECRETS) {
      // Where Pulumi has come to hide them, SECURITY.md says too much.
      assert.ok(linesWith(text, [secret]).length > 0 && linesWith(events, [secret]).length > 0, secret);
    }
    assert.equal(foreignLine(text, SECRETS), undefined);
    assert.equal(foreignLine(events, SECRETS), undefined);
  });

  it("are shown by no other command, and encrypted in the state", async () => {
    for (const command of [
      ["preview", "--diff"],
      ["preview", "--json"],
      ["refresh", "--skip-preview", "--diff"],
      ["stack", "output"],
      ["stack", "export"],
      ["destroy", "--skip-preview", "--diff"],
    ]) {
      const { text } = await kit.succeed(command);
      assert.deepEqual(linesWith(text, SECRETS), [], command.join(" "));
    }
  });
});

describe("a token from the environment", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ env: () => ({ CLOUDFLARE_API_TOKEN: TOKEN, PULUMI_DEBUG_COMMANDS: "true" }) });

  it("is shown by nobody, however much is printed", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }] });
    const { id: recordingId } = kit.emulator.createRecording();
    kit.declare({ keynote: { recordingId, state: "paused" } });
    const { text, actions } = await kit.succeed(["up", `--event-log=${EVENTS}`, ...TALKATIVE]);
    assert.deepEqual(actions, ["pause"]);
    const events = readFileSync(path.join(kit.workspace.folder, EVENTS), "utf8");
    for (const seen of [text, events, JSON.stringify(await kit.workspace.export())])
      assert.deepEqual(linesWith(seen, [TOKEN]), []);
  });
});
