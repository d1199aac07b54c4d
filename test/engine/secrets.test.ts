/** What must never be seen: the token in any state file or output, and the addresses of a recording's files. */

import assert from "node:assert/strict";
import { STORY_TIMEOUT_MS, useStack } from "../support/engine-kit";

const TOKEN = "s3cr3t-token-of-the-stack";
const SIGNATURE = "X-Amz-Signature";
const ENCRYPTED = "4dabf18193072939515e22adb298388d";

describe("the secrets of a stack", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ env: () => ({ CLOUDFLARE_API_TOKEN: "" }) });
  let recordingId: string;
  let printed = "";

  /** Runs the CLI and keeps what it printed for the look at the end. */
  const run = async (...args: string[]) => {
    const { text, ...rest } = await kit.succeed(args);
    printed += text;
    return { text, ...rest };
  };

  before(async () => {
    kit.emulator.patchSettings({ tokens: [{ token: TOKEN }] });
    recordingId = kit.emulator.createRecording({
      status: "UPLOADING",
      held: true,
      storage_config: { type: "aws", bucket: "files", access_key: "s3cr3t-key", secret: "s3cr3t-key" },
    }).id;
    kit.emulator.patchSettings({ returnStorageSecrets: true });
    kit.declare({ keynote: { recordingId, state: "stopped" } });
    await kit.workspace.succeed(["config", "set", "--secret", "realtimekit:apiToken", TOKEN]);
  });

  it("stay out of the most talkative log there is", async () => {
    const { text } = await run("up", "--skip-preview", "-v=9", "--logtostderr");
    assert.match(text, /Unmarshaling property for RPC/);
    assert.ok(!text.includes(TOKEN));
    assert.ok(!text.includes("s3cr3t-key"));
  });

  it("come with a refresh, encrypted", async () => {
    kit.emulator.patchRecording(recordingId, {
      status: "UPLOADED",
      audio_download_url: "https://files.invalid/a.mp3",
    });
    await run("refresh", "--skip-preview", "--diff");
    const [keynote] = await kit.stored();
    assert.equal(keynote?.outputs?.status, "UPLOADED");
    assert.ok(Number(keynote?.outputs?.fileSize) > 0);
    assert.deepEqual(keynote?.outputs?.storage, { type: "aws", bucket: "files" });
    for (const name of ["downloadUrl", "audioDownloadUrl"]) {
      const stored = keynote?.outputs?.[name] as Record<string, string>;
      assert.deepEqual(Object.keys(stored), [ENCRYPTED, "ciphertext"], name);
    }
  });

  it("are no drift because a signature is new", async () => {
    await run("preview", "--refresh", "--diff", "--expect-no-changes");
  });

  it("are shown to nobody who doesn't ask for them", async () => {
    await run("up", "--skip-preview", "--diff");
    await run("stack", "output");
    const { text: exported } = await run("stack", "export");
    assert.match(exported, /"realtimekit:apiToken": \{\s+"4dabf18193072939515e22adb298388d"/);
    for (const secret of [TOKEN, SIGNATURE, "s3cr3t-key", "files.invalid"]) {
      assert.ok(!printed.includes(secret), secret);
    }
    const { text: shown } = await kit.succeed(["stack", "output", "keynote", "--show-secrets"]);
    assert.ok(shown.includes(SIGNATURE));
  });
});
