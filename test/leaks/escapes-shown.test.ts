/** A file's name with terminal escapes, on the real engine: none of Pulumi's displays passes one on to the terminal. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const { Recording } = require("pulumi-realtimekit");
for (const [name, args] of Object.entries(require("./recordings.json"))) {
  const { outputFileName, storage } = new Recording(name, args);
  exports[name] = outputFileName;
  exports[name + "Storage"] = storage;
}
`,
};

/** Clears the screen, sets a title, writes over its line, begins another one, and reorders what follows. */
const HOSTILE = "\u001b[2J\u001b]0;owned\u0007good\rbad\r\nerror: forged\u2028\u202emp4";
const SHOWN = "\ufffd[2J\ufffd]0;owned\ufffdgood\ufffdbad\ufffderror: forged\ufffdmp4";
const FORBIDDEN = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\u061c\u202a-\u202e\u2066-\u2069]/u;

describe("a file's name with terminal escapes", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });
  let recordingId: string;

  const shows = async (args: string[], name: string) => {
    const { text } = await kit.succeed(args);
    const [line] = text.split("\n").filter((candidate) => FORBIDDEN.test(candidate));
    assert.equal(line && JSON.stringify(line), undefined, args.join(" "));
    assert.ok(text.includes(name), text);
  };

  before(() => {
    recordingId = kit.emulator.createRecording({
      status: "UPLOADED",
      output_file_name: HOSTILE,
      storage_config: { type: "aws", bucket: HOSTILE },
    }).id;
    kit.declare({ keynote: { recordingId, state: "stopped" } });
  });

  it("is shown without them by an update", () => shows(["up", "--skip-preview", "--diff"], "forged"));

  it("is shown without them as an output", async () => {
    await shows(["stack", "output"], SHOWN);
    await shows(["stack", "output", "keynote"], SHOWN);
    await shows(["stack", "output", "--json"], SHOWN);
    await shows(["stack"], SHOWN);
  });

  it("is shown without them where it changed", async () => {
    kit.emulator.patchRecording(recordingId, { output_file_name: `new ${HOSTILE}` });
    await shows(["preview", "--refresh", "--diff"], "forged");
    await shows(["refresh", "--skip-preview", "--diff"], "forged");
  });

  it("is in the state with a replacement character for each, and otherwise as it is", async () => {
    const [keynote] = await kit.stored();
    assert.equal(keynote?.outputs?.outputFileName, `new ${SHOWN}`);
    assert.deepEqual(keynote?.outputs?.storage, { type: "aws", bucket: SHOWN });
  });
});
