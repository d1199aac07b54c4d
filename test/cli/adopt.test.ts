/** `pulumi-realtimekit adopt`: what it prints for what runs, what it asks the API, and what it says when it can't. */

import assert from "node:assert/strict";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import { nameRecordings, render } from "../../provider/cli/adopt";
import { readChild } from "../../scripts/engine/child";
import { ADOPT, adopt } from "./run-adopt";

const APP = { accountId: DEFAULT_ACCOUNT_ID, appId: DEFAULT_APP_ID };

describe("the names of what is adopted", () => {
  const names = (...files: (string | undefined)[]) =>
    nameRecordings(
      files.map((outputFileName, index) => ({
        recordingId: `0000000${index}-0000-4000-8000-000000000000`,
        status: "RECORDING",
        ...(outputFileName === undefined ? {} : { outputFileName }),
      })),
    ).map(({ name }) => name);

  it("come from the files' names, and are unique", () => {
    assert.deepEqual(names("Keynote Day 1.mp4", "keynote_day-1.webm", "a", "a", "a-2"), [
      "keynote-day-1",
      "keynote-day-1-2",
      "a",
      "a-2",
      "a-2-2",
    ]);
  });

  it("come from the id where the file's name gives none", () => {
    assert.deepEqual(names(undefined, "", "会議.mp4", "../"), [
      "recording-00000000",
      "recording-00000001",
      "recording-00000002",
      "recording-00000003",
    ]);
  });

  it("are short, and begin and end with a letter or a digit", () => {
    for (const name of names("x".repeat(300), `${"x".repeat(59)} y`, "--x--", "__proto__", "1.0"))
      assert.match(name, /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]?$/);
  });

  it("are quoted in YAML where they would read as something else", () => {
    const recordings = nameRecordings(
      ["yes", "null", "2026", "plain"].map((outputFileName) => ({
        recordingId: "x",
        status: "PAUSED",
        outputFileName,
      })),
    );
    const keys = [...render("config", APP, recordings).matchAll(/^ {4}(\S+):$/gm)].map(([, key]) => key);
    assert.deepEqual(keys, ['"yes"', '"null"', '"2026"', "plain"]);
  });
});

describe("pulumi-realtimekit adopt", function () {
  this.timeout(30_000);
  let emulator: Emulator;
  const run = (args: string[], env: NodeJS.ProcessEnv = {}) => adopt(emulator, args, env);

  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  it("prints the stack's configuration for what runs, and only reads", async () => {
    const [recording, paused] = ["RECORDING", "PAUSED"].map((status) =>
      emulator.createRecording({
        status: status as "PAUSED",
        output_file_name: `${status}.mp4`,
        held: true,
      }),
    );
    emulator.createRecording({ status: "UPLOADED" });
    const { exitCode, stdout, stderr } = await run([]);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.ok(stdout.startsWith(`config:\n  realtimekit:accountId: "${DEFAULT_ACCOUNT_ID}"\n`), stdout);
    assert.ok(
      stdout.includes(`    recording:\n      recordingId: ${recording?.id}\n      state: recording\n`),
    );
    assert.ok(stdout.includes(`    paused:\n      recordingId: ${paused?.id}\n      state: paused\n`));
    assert.equal(stdout.match(/recordingId/g)?.length, 2);
    assert.ok(emulator.requests().every(({ method }) => method === "GET"));
  });

  it("prints an empty declaration where nothing runs", async () => {
    assert.match((await run([])).stdout, /realtimekit-recordings:recordings: \{\}\n$/);
    assert.doesNotMatch((await run(["--format", "program"])).stdout, /new Recording/);
  });

  it("is narrowed by meeting and by status, in any case and spacing", async () => {
    const { meeting_id } = emulator.createRecording({ status: "UPLOADED" });
    emulator.createRecording({ status: "UPLOADED" });
    emulator.createRecording();
    const { stdout } = await run(["--meeting", meeting_id.toUpperCase(), "--status", "uploaded, errored"]);
    assert.equal(stdout.match(/state: stopped/g)?.length, 1);
    assert.equal(stdout.match(/state:/g)?.length, 1);
  });

  it("takes account and app from its options before the environment", async () => {
    const account_id = "b".repeat(32);
    emulator.createRecording({ account_id });
    const { stdout } = await run(["--account", account_id, "--app", DEFAULT_APP_ID]);
    assert.equal(stdout.match(/recordingId/g)?.length, 1);
  });

  const WRONG: [name: string, args: string[], env: NodeJS.ProcessEnv, message: RegExp][] = [
    [
      "a missing token",
      [],
      { CLOUDFLARE_API_TOKEN: "" },
      /^ConfigurationError: the API token is missing: set CLOUDFLARE_API_TOKEN\n$/,
    ],
    [
      "a missing account",
      [],
      { CLOUDFLARE_ACCOUNT_ID: "" },
      /^ConfigurationError: the account is missing: give --account or set CLOUDFLARE_ACCOUNT_ID\n$/,
    ],
    [
      "a missing app",
      [],
      { REALTIMEKIT_APP_ID: "" },
      /^ConfigurationError: the app is missing: give --app or set REALTIMEKIT_APP_ID\n$/,
    ],
    [
      "a wrong app",
      ["--app", "mine"],
      {},
      /^ConfigurationError: --app must be a RealtimeKit app id, .*, but is "mine"\n$/,
    ],
    ["a wrong meeting", ["--meeting", "7"], {}, /^ConfigurationError: --meeting must be .* but is "7"\n$/],
    [
      "a wrong status",
      ["--status", "RECORDING,DONE"],
      {},
      /^ConfigurationError: --status knows INVOKED, .* but not "DONE"\n$/,
    ],
    [
      "a wrong format",
      ["--format", "json"],
      {},
      /^ConfigurationError: --format must be config or program, but is "json"\n$/,
    ],
    [
      "an unknown option",
      ["--stack", "dev"],
      {},
      /Unknown option '--stack'.*; what it takes: pulumi-realtimekit adopt --help\n$/,
    ],
    [
      "a refused token",
      [],
      { CLOUDFLARE_API_TOKEN: "wrong" },
      /^AuthenticationError: .*CLOUDFLARE_API_TOKEN/,
    ],
  ];
  for (const [name, args, env, message] of WRONG) {
    it(`says in one line what to do about ${name}`, async () => {
      emulator.patchSettings({ tokens: [{ token: "token-of-the-cli-tests" }] });
      const { exitCode, stdout, stderr } = await run(args, env);
      assert.deepEqual([exitCode, stdout], [1, ""]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it("explains itself where it is asked, and where it is called wrongly", async () => {
    const call = (...args: string[]) =>
      readChild(process.execPath, [ADOPT, ...args], { cwd: path.resolve(), env: process.env });
    const [help, alone, wrong] = [await call("--help"), await call(), await call("import")];
    assert.match(help.stdout, /^Usage: pulumi-realtimekit <command>[\s\S]* adopt [\s\S]* emulator /);
    assert.deepEqual([alone.exitCode, alone.stdout], [0, help.stdout]);
    assert.deepEqual([wrong.exitCode, wrong.stdout], [2, ""]);
    assert.equal(wrong.stderr, `There is no command "import".\n\n${help.stdout}`);
    assert.match((await call("adopt", "--help")).stdout, /^Usage: pulumi-realtimekit adopt/);
  });
});
