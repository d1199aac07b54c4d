/** Options of `adopt` that try to leave their place, and file names that would be more than names in what it prints. */

import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../emulator";
import { adopt } from "../cli/run-adopt";
import { HOSTILE_IDS } from "./hostile";

const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u;
const TRIED = ["two dots", "a way up", "another header", "a terminal escape", "a mark that reorders"];

describe("pulumi-realtimekit adopt", function () {
  this.timeout(120_000);
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  for (const name of TRIED) {
    it(`refuses ${name} as any of its options, in one printable line`, async () => {
      const text = HOSTILE_IDS[name];
      const options = ["--account", "--app", "--meeting", "--status", "--format", `--${text}`];
      const runs = await Promise.all(options.map((option) => adopt(emulator, [`${option}=${text}`])));
      for (const { exitCode, stdout, stderr } of runs) {
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.match(stderr.slice(0, -1), PRINTABLE);
        assert.equal(stderr.at(-1), "\n");
      }
      assert.deepEqual(emulator.requests(), []);
    });
  }

  it("cuts what it says about an endless argument", async () => {
    const { stderr } = await adopt(emulator, ["--account", "9".repeat(100_000)]);
    assert.ok(stderr.length < 600, `${stderr.length} characters`);
  });

  for (const format of ["config", "program"]) {
    it(`prints a ${format} of which no file's name makes anything else`, async () => {
      emulator.reset();
      const names = [
        "\u001b[2J\r\nx: y",
        '"}); process.exit(); ({"',
        "a: {b: [c",
        "'\u2028d: e",
        "__proto__",
        "..",
        "*&!",
      ];
      for (const output_file_name of names) emulator.createRecording({ output_file_name });
      const { exitCode, stdout } = await adopt(emulator, ["--format", format]);
      assert.equal(exitCode, 0);
      const row =
        format === "config"
          ? /^ {4}("[a-z0-9-]+"|[a-z0-9-]+):$/
          : /^new Recording\("[a-z0-9-]+", \{ recordingId: "[0-9a-f-]{36}", state: "recording", \.\.\.app \}\);$/;
      assert.equal(stdout.split("\n").filter((line) => row.test(line)).length, names.length, stdout);
      assert.match(stdout.replaceAll("\n", ""), PRINTABLE);
    });
  }
});
