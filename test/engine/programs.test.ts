/** Programs of other kinds on the real engine: TypeScript, ES modules, look-ups, and inputs that come from resources. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const ID_PREFIX = `${DEFAULT_ACCOUNT_ID}/${DEFAULT_APP_ID}`;

const TYPESCRIPT_PROGRAM = {
  "Pulumi.yaml": "name: typed\nruntime: nodejs\n",
  "tsconfig.json": `{ "compilerOptions": { "strict": true, "module": "node16", "target": "es2022", "resolveJsonModule": true } }`,
  "index.ts": `
import * as pulumi from "@pulumi/pulumi";
import { type DesiredState, Recording, type RecordingArgs } from "pulumi-realtimekit";
import { accountId, found, recordingId } from "./ids.json";

const state: DesiredState = "paused";
const args: RecordingArgs = { recordingId, accountId: pulumi.secret(accountId), state, timeouts: { create: "1m" } };
const keynote = new Recording("keynote", args, { protect: false });
export const status: pulumi.Output<string> = keynote.status;
export const account = keynote.accountId;
export const observed = Recording.get("found", found).state;
`,
};

// Knows which recording is meant only once it is created, as a resource that starts one would.
const ES_MODULE_PROGRAM = {
  "Pulumi.yaml": "name: modular\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "package.json": `{ "type": "module" }`,
  "index.js": `
import * as pulumi from "@pulumi/pulumi";
import { Recording } from "pulumi-realtimekit";

class Chosen extends pulumi.CustomResource {
  constructor(name, props) {
    const __provider = 'exports.handler = () => require("./chosen.cjs");\\n';
    super("pulumi-nodejs:dynamic/trial:Chosen", name, { recordingId: undefined, ...props, __provider });
  }
}
const keynote = new Recording("keynote", { recordingId: new Chosen("chosen").recordingId, state: "paused" });
const { outputFileName, audioDownloadUrl, storage, accountId } = keynote;
new Chosen("dependent", { of: { outputFileName, audioDownloadUrl, storage, accountId } });
export const account = accountId;
export const observed = Recording.get("found", keynote.id).state;
`,
  "chosen.cjs": `
exports.create = async (inputs) => ({ id: "1", outs: { ...inputs, recordingId: process.env.CHOSEN } });
exports.read = async (id, props) => ({ id, props });
`,
};

describe("a TypeScript program", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: TYPESCRIPT_PROGRAM });
  const writeIds = (ids: object) =>
    writeFileSync(
      path.join(kit.workspace.folder, "ids.json"),
      JSON.stringify({ accountId: DEFAULT_ACCOUNT_ID, ...ids }),
    );

  it("manages one recording and looks up another, which is only read", async () => {
    const recordingId = kit.emulator.createRecording().id;
    const other = kit.emulator.createRecording({ status: "PAUSED" }).id;
    writeIds({ recordingId, found: `${ID_PREFIX}/${other}` });
    const { actions, stdout } = await kit.succeed(["up", "--skip-preview"]);
    assert.deepEqual(actions, ["pause"]);
    assert.match(stdout, /observed: "paused"\n +status *: "PAUSED"/);
  });

  it("is told what it keeps as a secret as one, also in a preview, where the id says it", async () => {
    const { stdout } = await kit.succeed(["preview", "--expect-no-changes", "--show-sames"]);
    assert.ok(!stdout.includes(DEFAULT_ACCOUNT_ID), stdout);
    const outputs = await kit.succeed(["stack", "output", "account"]);
    assert.equal(outputs.stdout, "[secret]\n");
  });

  it("is stored with the position of its own line, and with nobody else's", async () => {
    const lines = TYPESCRIPT_PROGRAM["index.ts"].split("\n");
    const line = lines.findIndex((text) => text.includes("new Recording(")) + 1;
    const column = (lines[line - 1]?.indexOf("new Recording(") ?? -1) + 1;
    const sourcePosition = `project:///index.ts#${line},${column}`;
    const keynote = (await kit.stored()).find(({ urn }) => urn.endsWith("::keynote"));
    assert.equal(keynote?.sourcePosition, sourcePosition);
    assert.deepEqual(keynote?.stackTrace, [{ sourcePosition }]);
  });

  it("fails where it looks up a recording that isn't there", async () => {
    const { id: recordingId } = kit.emulator.createRecording();
    writeIds({ recordingId, found: `${ID_PREFIX}/00000000-0000-4000-8000-000000000000` });
    const { exitCode, stdout } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /error: .*RecordingNotFoundError: app \S+ has no recording 00000000-/);
  });
});

describe("an ES module program whose recording comes from another resource", function () {
  this.timeout(STORY_TIMEOUT_MS);
  let recordingId: string;
  const kit = useStack({
    program: ES_MODULE_PROGRAM,
    env: (emulator) => {
      recordingId = emulator.createRecording().id;
      return { CHOSEN: recordingId };
    },
  });

  it("passes a preview that can't know which recording it is", async () => {
    const { methods, stdout } = await kit.succeed(["preview"]);
    assert.deepEqual(methods, []);
    assert.match(stdout, /\+ 4 to create/);
    // What is resolved from the configuration is known before the recording is.
    assert.match(stdout, new RegExp(`account *: "${DEFAULT_ACCOUNT_ID}"`));
  });

  it("is brought to its state by the update", async () => {
    const { actions, stdout } = await kit.succeed(["up", "--skip-preview"]);
    assert.deepEqual(actions, ["pause"]);
    assert.match(stdout, /observed: "paused"/);
  });

  it("leaves dependents alone in later previews, also those of outputs that are null", async () => {
    const { actions } = await kit.succeed(["preview", "--expect-no-changes"]);
    assert.deepEqual(actions, []);
  });
});
