/** One event from its start to its end, with all that can go wrong, as talkative as Pulumi can be: no secret is seen. */

import assert from "node:assert/strict";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import type { Run } from "../support/engine-kit";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";
import { readAllFiles } from "./all-files";
import { foreignLine, linesWith, TALKATIVE } from "./pulumis-own";
import { CREDENTIALS, PROGRAM, SECRET, SIGNATURE, TOKEN } from "./story-program";
import { openTap, type Tap } from "./tap";

describe("the secrets of an event", function () {
  this.timeout(2 * STORY_TIMEOUT_MS);
  let tap: Tap;
  let keynote: { recordingId: string; state: string };
  let requests = "";
  const printed: { readonly command: string; readonly isTalkative: boolean; readonly text: string }[] = [];
  const kit = useStack({
    program: PROGRAM,
    env: () => ({ CLOUDFLARE_API_TOKEN: "", PULUMI_EXPERIMENTAL: "true", PULUMI_DEBUG_COMMANDS: "true" }),
  });

  const run = async (...args: string[]): Promise<Run> => {
    const result = await kit.run(args);
    printed.push({ command: args.join(" "), isTalkative: args.includes("-v=9"), text: result.text });
    requests += JSON.stringify(kit.emulator.requests());
    return result;
  };
  const succeed = async (...args: string[]) => {
    const { exitCode, text } = await run(...args);
    assert.equal(exitCode, 0, text);
  };
  const fail = async (message: RegExp, ...args: string[]) => {
    const { exitCode, text } = await run(...args);
    assert.notEqual(exitCode, 0);
    assert.match(text, message);
  };

  before(async () => {
    tap = await openTap(kit.emulator.origin);
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }], returnStorageSecrets: true, invokedMs: 0 });
    // A plan holds the program's outputs, the looked-up address among them, and may be carried out as it is only.
    kit.emulator.patchSettings({ newSignatureOnRead: false });
    const config = { "realtimekit:baseUrl": `http://${tap.host}/client/v4` };
    for (const [key, value] of Object.entries(config)) await kit.succeed(["config", "set", key, value]);
    const secrets = { "realtimekit:apiToken": TOKEN, ...CREDENTIALS };
    for (const [key, value] of Object.entries(secrets))
      await kit.succeed(["config", "set", "--secret", key, value]);
    const { id: recordingId } = kit.emulator.createRecording({
      status: "UPLOADED",
      audio_download_url: "https://files.invalid/sound.mp3",
      storage_config: { type: "aws", bucket: "b", access_key: CREDENTIALS.accessKey },
    });
    keynote = { recordingId, state: "stopped" };
  });
  after(() => tap?.close());

  it("are sent where they belong by an update that says all it can", async () => {
    const panel = { meetingId: kit.emulator.createMeeting().id, state: "recording" };
    kit.declare({ keynote, panel });
    await succeed("up", "--skip-preview", "--diff", "--event-log=events-up.json", ...TALKATIVE);
    assert.match(tap.sent(), /^POST .*\/recordings HTTP/m);
  });

  it("stay unseen in previews of every form, and in an update by plan", async () => {
    await succeed("preview", "--json");
    await succeed("preview", "--refresh", "--diff", "--event-log=events-preview.json");
    await succeed("preview", "--diff", "--save-plan=plan.json");
    await succeed("up", "--skip-preview", "--plan=plan.json");
  });

  it("stay unseen in a refresh, in outputs and in what is exported", async () => {
    const id = [DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, keynote.recordingId].join("/");
    kit.declare({ keynote, got: { id } });
    await succeed("refresh", "--skip-preview", "--diff");
    await succeed("stack", "output", "--json");
    await succeed("stack", "export", "--file=export.json");
  });

  it("stay unseen in runs that fail, whatever the API says", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-somebody-else" }] });
    await fail(/AuthenticationError/, "refresh", "--skip-preview", ...TALKATIVE);
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }] });
    const message = `Bearer ${TOKEN} may not use ${CREDENTIALS.accessKey} at ${CREDENTIALS.rtmpUrl}`;
    const panel = { meetingId: kit.emulator.createMeeting().id, state: "recording" };
    kit.declare({ keynote, panel });
    kit.emulator.addFault({ kind: "status", status: 400, message, match: { endpoint: "recordings.start" } });
    await fail(/ApiError: POST .*Bearer \[.*\] may not use \[.*\] at \[/, "up", "--skip-preview", "--diff");
    kit.emulator.addFault({ kind: "redirect", location: "https://evil.invalid/" });
    await fail(
      /InvalidResponseError: .*a redirect/,
      "up",
      "--skip-preview",
      "--event-log=events-failed.json",
    );
  });

  it("stay unseen where a start was accepted and the time was over, and are encrypted in what is kept of it", async () => {
    kit.emulator.patchSettings({ invokedMs: 3_600_000 });
    const meetingId = kit.emulator.createMeeting().id;
    const panel = { meetingId, state: "recording", timeouts: { create: "1s", update: "1s" } };
    kit.declare({ keynote, panel });
    await fail(/WaitTimeoutError: .*The API accepted "start"/, "up", "--skip-preview", ...TALKATIVE);
    const { resources = [] } = (await kit.workspace.export()).deployment;
    const kept = resources.find(({ urn }) => urn.endsWith("::panel"));
    assert.ok(kept?.initErrors);
    for (const props of [kept?.inputs, kept?.outputs]) {
      assert.match(JSON.stringify(props?.start), /"accessKey":\{"4dabf18193072939515e22adb298388d":/);
    }
  });

  it("stay unseen in the end of it, and in the history", async () => {
    kit.emulator.patchSettings({ invokedMs: 0, uploadingMs: 0 });
    await succeed("destroy", "--skip-preview", "--event-log=events-destroy.json", ...TALKATIVE);
    await succeed("stack", "history", "--json");
  });

  it("were in nothing that was printed, and in no file", () => {
    assert.ok(printed.some(({ text }) => text.includes("Unmarshaling property for RPC")));
    for (const { command, text } of printed) assert.ok(!text.includes(SECRET), `pulumi ${command}`);
    const files = readAllFiles(path.dirname(kit.workspace.folder));
    for (const [file, text] of files) assert.ok(!text.includes(SECRET), file);
    for (const file of ["plan.json", "export.json", "events-up.json", "events-failed.json"])
      assert.ok(files.has(path.join("program", file)), file);
    assert.ok([...files.keys()].some((file) => /^state.*dev\.json$/.test(file)));
  });

  it("that are addresses of files were in nothing but Pulumi's own log and its event logs", () => {
    for (const { command, isTalkative, text } of printed) {
      assert.equal(foreignLine(text, [SIGNATURE]), undefined, command);
      if (!isTalkative) assert.deepEqual(linesWith(text, [SIGNATURE]), [], command);
    }
    for (const [file, text] of readAllFiles(path.dirname(kit.workspace.folder))) {
      assert.equal(foreignLine(text, [SIGNATURE]), undefined, file);
      if (!path.basename(file).startsWith("events-"))
        assert.deepEqual(linesWith(text, [SIGNATURE]), [], file);
    }
  });

  it("were sent as they should be: the token in a header of each request, credentials in each start", () => {
    const sent = tap.sent();
    const count = (pattern: RegExp | string) => sent.split(pattern).length - 1;
    const requestCount = count(/(?:GET|PUT|POST) \S+ HTTP\/1\.1\r\n/);
    assert.ok(requestCount > 20);
    assert.equal(count(TOKEN), requestCount);
    assert.equal(count(`\r\nauthorization: Bearer ${TOKEN}\r\n`), requestCount);
    for (const credential of Object.values(CREDENTIALS))
      assert.equal(count(credential), count(/POST \S+ HTTP/));
    assert.ok(!requests.includes(SECRET));
  });
});
