/** What dependents see while an update is previewed on the real engine: values, where they can't change any more. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { RECORDING_DEFAULTS } from "../../provider/core/defaults";
import { FIXED_FROM } from "../../provider/core/known-ahead";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

/** One recording, on whose outputs another resource and, where it is asked for, a stack output depend. */
const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "declared.json": "{}",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const { Recording } = require("pulumi-realtimekit");
const { args, opts, after, line, isFound } = require("./declared.json");
const keynote = new Recording("keynote", args, opts);
const { outputFileName: file, startedTime, sessionId, startReason, status } = keynote;
const update = file.apply((name) => \`\${name.length}s\`);
new Recording("after", { ...after, timeouts: { update } });
if (line) exports[line] = pulumi.interpolate\`\${file} \${startedTime} \${sessionId} \${startReason.reason}\`;
exports.status = status;
exports.byDefault = pulumi.interpolate\`\${keynote.onDelete} \${keynote.whenEnded} \${keynote.waitForUpload}\`;
if (isFound) exports.found = Recording.get("found", keynote.id).outputFileName;
`,
};

const QUIET = ["--diff", "--expect-no-changes"];

describe("a recording on which others depend", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });
  let recordingId: string;
  let afterId: string;
  let expected: string;

  const declare = (declared: { args?: object; opts?: object; line?: string; isFound?: true }) =>
    writeFileSync(
      path.join(kit.workspace.folder, "declared.json"),
      JSON.stringify({
        ...declared,
        args: { recordingId, ...declared.args },
        after: { recordingId: afterId, state: "recording" },
      }),
    );
  const keynote = async () => (await kit.stored()).find(({ urn }) => urn.endsWith("::keynote"));

  before(() => {
    const { id, output_file_name, started_time, session_id } = kit.emulator.createRecording();
    recordingId = id;
    afterId = kit.emulator.createRecording().id;
    expected = `${output_file_name} ${started_time} ${session_id} API_CALL`;
  });

  it("shows their values before it is adopted", async () => {
    declare({ args: { state: "recording" }, line: "first" });
    const { stdout } = await kit.succeed(["preview", "--diff"]);
    assert.match(stdout, new RegExp(`first *: "${expected}"`));
    assert.match(stdout, /byDefault *: "leave fail false"/);
    await kit.succeed(["up", "--skip-preview"]);
  });

  it("shows what it is by default, which isn't stored", async () => {
    const { stdout } = await kit.succeed(["stack", "output", "byDefault"]);
    assert.equal(stdout.trim(), "leave fail false");
    const { inputs, outputs } = (await keynote()) ?? {};
    const isByDefault = (name: string) => Object.hasOwn(RECORDING_DEFAULTS, name);
    assert.deepEqual(Object.keys({ ...inputs, ...outputs }).filter(isByDefault), []);
  });

  it("shows their values while an update is previewed, and leaves what depends on it alone", async () => {
    declare({ args: { state: "paused" }, line: "second" });
    const { stdout } = await kit.succeed(["preview", "--diff"]);
    assert.match(stdout, new RegExp(`second *: "${expected}"`));
    assert.doesNotMatch(stdout, /byDefault/);
    assert.match(stdout, /~ state +: "recording" => "paused"/);
    assert.doesNotMatch(stdout, /^ +[+~-] (startedTime|outputFileName|timeouts)/m);
    assert.match(stdout, /~ 1 to update\n +2 unchanged/);
  });

  it("has the values that the preview showed", async () => {
    const { stdout } = await kit.succeed(["up", "--skip-preview"]);
    assert.match(stdout, new RegExp(`second *: "${expected}"`));
    assert.match(stdout, /~ 1 updated/);
  });

  it("is unchanged in previews, with a refresh too", async () => {
    await kit.succeed(["preview", ...QUIET]);
    const { stdout } = await kit.succeed(["preview", "--refresh", ...QUIET]);
    assert.doesNotMatch(stdout, /startedTime|outputFileName/);
  });

  it("shows no change for a state from before, and a refresh takes them up without one", async () => {
    const state = await kit.workspace.export();
    for (const { inputs = {} } of state.deployment.resources ?? [])
      for (const name of Object.keys(FIXED_FROM)) delete inputs[name];
    writeFileSync(path.join(kit.workspace.folder, "state.json"), JSON.stringify(state));
    await kit.succeed(["stack", "import", "--file", "state.json"]);
    await kit.succeed(["preview", ...QUIET]);
    const { stdout } = await kit.succeed(["preview", "--refresh", ...QUIET]);
    assert.doesNotMatch(stdout, /startedTime|outputFileName/);
    assert.equal((await keynote())?.inputs?.startedTime, undefined);
    await kit.succeed(["refresh", "--yes", ...QUIET]);
    assert.ok((await keynote())?.inputs?.startedTime);
  });

  it("shows no change when a value becomes known between two refreshes", async () => {
    const { started_time } = kit.emulator.getRecording(recordingId);
    kit.emulator.patchRecording(recordingId, { started_time: null });
    await kit.succeed(["refresh", "--yes", ...QUIET]);
    const { inputs, outputs } = (await keynote()) ?? {};
    assert.deepEqual([inputs?.startedTime, outputs?.startedTime], [undefined, undefined]);
    kit.emulator.patchRecording(recordingId, { started_time });
    const { stdout } = await kit.succeed(["preview", "--refresh", ...QUIET]);
    // The engine shows what it will store as the output, and counts no change.
    assert.match(stdout, /--outputs:--\n +\+ startedTime .*\n[\s\S]*3 unchanged/);
    await kit.succeed(["refresh", "--yes", ...QUIET]);
    assert.equal((await keynote())?.inputs?.startedTime, started_time);
  });

  it("still shows who resumed it, and only that", async () => {
    kit.emulator.patchRecording(recordingId, { status: "RECORDING" });
    const { exitCode, stdout } = await kit.run(["preview", "--refresh", ...QUIET]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /~ state +: "paused" => "recording"/);
    assert.match(stdout, /~ state +: "recording" => "paused"/);
    assert.doesNotMatch(stdout, /^ +[+~-] (startedTime|outputFileName|timeouts)/m);
    await kit.succeed(["up", "--skip-preview"]);
  });

  for (const ignoreChanges of [["*"], ["startedTime", "state"]]) {
    it(`can be declared with ignoreChanges ${ignoreChanges}`, async () => {
      declare({ args: { state: "recording" }, opts: { ignoreChanges }, line: "second" });
      await kit.succeed(["preview", ...QUIET]);
    });
  }

  it("refuses a program's own value for one, even the right one", async () => {
    const [outputFileName] = expected.split(" ");
    declare({ args: { state: "paused", outputFileName }, line: "second" });
    const { exitCode, text } = await kit.run(["preview", "--diff"]);
    assert.notEqual(exitCode, 0);
    assert.match(text, /property outputFileName value .* has a problem: is not an input of Recording; /);
  });

  it("takes nothing over to the recording that replaces it, also with ignoreChanges", async () => {
    const other = kit.emulator.createRecording();
    declare({
      args: { state: "paused", recordingId: other.id },
      opts: { ignoreChanges: ["startedTime", "outputFileName"] },
      line: "third",
    });
    const { stdout } = await kit.succeed(["preview", "--diff"]);
    assert.match(stdout, new RegExp(`third *: "${other.output_file_name} ${other.started_time} `));
    recordingId = other.id;
    await kit.succeed(["up", "--skip-preview"]);
    const { inputs, outputs } = (await keynote()) ?? {};
    for (const props of [inputs, outputs]) assert.equal(props?.outputFileName, other.output_file_name);
  });

  it("can be looked up, also when it changed since", async () => {
    declare({ args: { state: "paused" }, line: "third", isFound: true });
    await kit.succeed(["up", "--skip-preview"]);
    const [file] = (await kit.succeed(["stack", "output", "third"])).stdout.split(" ");
    assert.equal((await kit.succeed(["stack", "output", "found"])).stdout.trim(), file);
    await kit.succeed(["refresh", "--yes", ...QUIET]);
    await kit.succeed(["preview", "--refresh", "--expect-no-changes"]);
  });

  it("keeps what the program makes secret out of its stored inputs", async () => {
    declare({ args: { state: "paused" }, opts: { additionalSecretOutputs: ["outputFileName"] } });
    await kit.succeed(["up", "--skip-preview"]);
    await kit.succeed(["refresh", "--yes", ...QUIET]);
    const { inputs, outputs } = (await keynote()) ?? {};
    assert.equal(inputs?.outputFileName, undefined);
    assert.ok(inputs?.startedTime);
    assert.match(JSON.stringify(outputs?.outputFileName), /"ciphertext":/);
  });
});
