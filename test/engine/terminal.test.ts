/** What a person reads in a narrow and in a wide terminal, with and without colours, and in a pipeline's log. */

import assert from "node:assert/strict";
import { JAVASCRIPT_PROGRAM, STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";
import { eventually } from "../support/eventually";
import { readTerminal } from "../support/terminal";

const COMING = 'keynote: will pause the recording: declared "paused", observed RECORDING';
const ENDED =
  /^error: RecordingEndedError: recording \S+ is declared "recording", but it ended at .* as it is\.$/;
const POINTER = "RecordingEndedError: see the message at the resource";
/** No message is a page: what happened and what to do fit in a few lines of any terminal. */
const LONGEST = 450;

const ESCAPE = String.fromCharCode(27);

/** One after the other: the engine goes on to no other resource after one that can't be planned. */
const PROGRAM = {
  ...JAVASCRIPT_PROGRAM,
  "index.js": `
const { Recording } = require("pulumi-realtimekit");
const { keynote, panel } = require("./recordings.json");
new Recording("panel", panel, { dependsOn: new Recording("keynote", keynote) });
`,
};

/** A resource's messages by its name, from what Pulumi prints after all rows. */
function messagesByResource(lines: readonly string[]): Record<string, string[]> {
  const messages: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of lines.slice(lines.indexOf("Diagnostics:") + 1)) {
    const name = /^ {2}pulumi\S+ \((\S+)\):$/.exec(line)?.[1];
    if (name) current = messages[name] = [];
    else if (/^ {4}\S/.test(line)) current?.push(line.trim());
    else if (line !== "") break;
  }
  return messages;
}

describe("a preview with a recording to pause and one that is over", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });

  before(async () => {
    const [keynote, panel] = [kit.emulator.createRecording().id, kit.emulator.createRecording().id];
    kit.declare({
      keynote: { recordingId: keynote, state: "recording" },
      panel: { recordingId: panel, state: "recording" },
    });
    await kit.succeed(["up", "--skip-preview"]);
    kit.emulator.patchRecording(panel, { status: "UPLOADED" });
    kit.declare({
      keynote: { recordingId: keynote, state: "paused" },
      panel: { recordingId: panel, state: "recording", timeouts: { update: "1m" } },
    });
  });

  const assertTold = (lines: readonly string[]) => {
    const { keynote, panel = [], "event-dev": stack = [] } = messagesByResource(lines);
    const text = lines.join("\n");
    assert.deepEqual(keynote, [COMING], text);
    assert.equal(panel.length, 1, text);
    assert.match(panel[0] as string, ENDED);
    assert.deepEqual(stack, [POINTER], text);
    assert.doesNotMatch(text, /^\s+at /m);
    for (const line of lines) if (line.includes("Error: ")) assert.ok(line.length <= LONGEST, line);
  };

  for (const columns of [60, 80, 160]) {
    it(`says each once, below its resource, in a terminal of ${columns} columns`, async () => {
      const color = columns === 80 ? "never" : "always";
      const run = await kit.shell(
        `script -qec 'stty cols ${columns} rows 40; exec pulumi preview --color ${color}' /dev/null`,
      );
      assert.equal(run.exitCode, 1);
      const { rows, lines } = readTerminal(run.stdout);
      assertTold(lines);
      assert.ok(rows.length > 0);
      for (const row of rows) assert.ok([...row].length <= columns, `${columns}: ${row}`);
    });
  }

  it("says each once, below its resource, in a pipeline's log, which has no escapes", async () => {
    const { text, exitCode, stdout } = await kit.run(["preview"]);
    assert.equal(exitCode, 1);
    assert.equal(text.split(ESCAPE).length, 1);
    assertTold(stdout.split("\n").map((line) => line.trimEnd()));
  });
});

describe("an update that waits, in a pipeline's log", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack();

  it("has its progress on the resource's own row, each line once, and what was reached on the last one", async () => {
    const { id } = kit.emulator.createRecording({ status: "INVOKED", held: true });
    kit.declare({ keynote: { recordingId: id, state: "paused" } });
    const running = kit.succeed(["up", "--skip-preview"]);
    // Polls come ever later: between the first and the last of these, more than a second passes.
    await eventually(() => kit.emulator.requests({ method: "GET" }).length >= 6, STORY_TIMEOUT_MS);
    kit.emulator.patchRecording(id, { status: "RECORDING" });
    const { stdout } = await running;
    const rows = stdout.split("\n").filter((line) => /Recording keynote creat/.test(line));
    const waits = rows.filter((line) => /\) INVOKED for \d+s: waiting until it is RECORDING$/.test(line));
    assert.ok(waits.length >= 2, stdout);
    assert.equal(new Set(waits).size, waits.length, stdout);
    assert.match(rows.at(-1) ?? "", /Recording keynote created \(\S+\) now PAUSED$/);
    const others = stdout.split("\n").filter((line) => !rows.includes(line));
    assert.doesNotMatch(others.join("\n"), /waiting until|now PAUSED|sending/);
  });
});
