/** `scripts/demo.ts` as a person runs it: alone or beside another, to its end, interrupted, or with a broken Pulumi. */

import assert from "node:assert/strict";
import { type ChildProcess, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";
import { removeFolders, temporaryFolder, writePulumi, writeScript } from "../scripts/stand-ins";
import { eventually } from "../support/eventually";

const ARGS = ["--import", "tsx", path.resolve("scripts/demo.ts")];
const DEMO_TIMEOUT_MS = 240_000;

/** The timeline's rows without their times. */
const TIMELINE = `
keynote  up       paused     RECORDING  PUT pause 200     PAUSED
keynote  up       paused     PAUSED     nothing           PAUSED
keynote  host     paused     PAUSED     nothing           RECORDING
keynote  preview  paused     RECORDING  nothing           RECORDING
keynote  up       paused     RECORDING  PUT pause 200     PAUSED
keynote  up       recording  PAUSED     PUT resume 200    RECORDING
keynote  up       stopped    RECORDING  PUT stop 200      UPLOADED
keynote  preview  recording  UPLOADED   nothing: refused  UPLOADED
panel    up       recording  none       POST start 200    RECORDING
panel    up       paused     RECORDING  PUT pause 200     PAUSED
panel    up       stopped    PAUSED     PUT stop 200      UPLOADED
`.trim();

describe("the demo", function () {
  this.timeout(DEMO_TIMEOUT_MS);
  afterEach(removeFolders);

  it("plays all acts beside another one, whatever the environment says, and leaves nothing behind", async () => {
    const others = {
      PULUMI_STACK: "somebody's own",
      PULUMI_BACKEND_URL: "s3://somebody's-own",
      CLOUDFLARE_API_TOKEN: "somebody's own",
      CLOUDFLARE_BASE_URL: "https://example.invalid",
      REALTIMEKIT_APP_ID: "somebody's own",
    };
    for (const { exitCode, stdout, stderr, longestSilenceMs } of await Promise.all([play(), play(others)])) {
      assert.deepEqual([exitCode, stderr], [0, ""], stdout);
      assert.equal(timelineOf(stdout), TIMELINE);
      assert.match(stdout, /\| keynote: will pause the recording: declared "paused", observed RECORDING\n/);
      assert.match(stdout, /\| panel: will pause the recording: declared "paused", observed RECORDING\n/);
      assert.equal(stdout.match(/the file: \S+\.mp4, \d+\.\d MB\n/g)?.length, 2);
      assert.match(stdout, /RecordingEndedError/);
      assert.match(stdout, /All 10 acts went as they should, in \d+ s\./);
      const lines = stdout.split("\n").filter((line) => !/^ {2}\.\.\. .* is under way \(/.test(line));
      assert.ok(lines.length < 125, "no more than two and a half screens, on a machine that isn't slow");
      assert.ok(!stdout.includes(String.fromCharCode(27)), "no colours where it is no terminal");
      assert.ok(longestSilenceMs < 10_000, `${longestSilenceMs} ms of silence`);
    }
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`ends at ${signal} in the middle of a command, and leaves nothing behind`, async () => {
      const { exitCode, stdout, stderr } = await play({}, (child, text) => {
        if (/\$ pulumi up/.test(text)) child.kill(signal);
      });
      assert.equal(exitCode, signal === "SIGINT" ? 130 : 143);
      assert.equal(stderr, "\nInterrupted; cleaning up.\n");
      assert.doesNotMatch(stdout, /10\/10/);
    });

  it("fails with all that Pulumi printed where it doesn't do what it should, and leaves nothing behind", async () => {
    const bin = temporaryFolder();
    writePulumi(bin, "3.245.0");
    const broken = `case "$1" in
      version) echo v3.245.0 ;;
      up) echo "the whole"; echo "story" >&2; exit 3 ;;
    esac`;
    writeScript(path.join(bin, "pulumi"), broken);
    const { exitCode, stderr } = await play({ PATH: `${bin}${path.delimiter}${process.env.PATH}` });
    assert.equal(exitCode, 1);
    const words = `"The keynote takes a break: its recording is declared paused" went wrong: Pulumi failed with exit code 3.`;
    assert.equal(stderr, `\n${words}\n\nthe whole\nstory\n`);
  });
});

/** Plays the demo as a process of its own, and checks that neither a process nor a file of it is left. */
async function play(env: NodeJS.ProcessEnv = {}, onOutput?: (child: ChildProcess, text: string) => void) {
  const marker = `demo-test-${randomUUID()}`;
  const TMPDIR = temporaryFolder();
  const silence = { longestMs: 0, sinceMs: performance.now() };
  const result = await readChild(process.execPath, ARGS, {
    env: { ...process.env, TMPDIR, DEMO_TEST: marker, ...env },
    onStart: (child) =>
      child.stdout?.on("data", (text: string) => {
        const nowMs = performance.now();
        silence.longestMs = Math.max(silence.longestMs, nowMs - silence.sinceMs);
        silence.sinceMs = nowMs;
        onOutput?.(child, text);
      }),
  });
  assert.deepEqual(
    readdirSync(TMPDIR).filter((name) => !name.startsWith("tsx-")),
    [],
  );
  await eventually(() => processesWith(marker).length === 0);
  return { ...result, longestSilenceMs: silence.longestMs };
}

/** The processes that inherited an environment with this text in it. */
function processesWith(marker: string): string[] {
  const lines = execFileSync("ps", ["axeww", "-o", "pid=,command="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(marker));
}

function timelineOf(stdout: string): string {
  const rows = stdout.split("\n").filter((line) => /^\d\d:\d\d:\d\d {2}/.test(line));
  return rows.map((row) => row.slice("00:00:00  ".length)).join("\n");
}
