/** Where the real engine's stacks take their settings from, and what is printed where one is missing or refused. */

import assert from "node:assert/strict";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../../emulator";
import { STORY_TIMEOUT_MS, TOKEN, useStack } from "../support/engine-kit";

describe("the settings of a stack", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({
    env: () => ({ CLOUDFLARE_ACCOUNT_ID: "", REALTIMEKIT_APP_ID: "", CLOUDFLARE_BASE_URL: "" }),
  });
  const setConfig = (key: string, ...value: string[]) =>
    kit.workspace.succeed(["config", "set", key, ...value]);
  const accept = (token: string) => kit.emulator.patchSettings({ tokens: [{ token }] });

  before(() => {
    kit.declare({ keynote: { recordingId: kit.emulator.createRecording().id, state: "paused" } });
  });

  it("are asked for, each at its property, with how to give them", async () => {
    const { exitCode, stdout } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    for (const [name, variable] of [
      ["accountId", "CLOUDFLARE_ACCOUNT_ID"],
      ["appId", "REALTIMEKIT_APP_ID"],
    ]) {
      const advice = `is missing; give it here, or run "pulumi config set realtimekit:${name} …" or set ${variable}`;
      assert.ok(stdout.includes(advice), stdout);
    }
  });

  it("come from the configuration, while the token comes from the environment", async () => {
    await setConfig("realtimekit:accountId", DEFAULT_ACCOUNT_ID);
    await setConfig("realtimekit:appId", DEFAULT_APP_ID);
    await setConfig("cloudflare:baseUrl", kit.emulator.baseUrl);
    accept(TOKEN);
    const { methods } = await kit.succeed(["preview"]);
    assert.deepEqual(methods, ["GET"]);
  });

  it("have the token of cloudflare:apiToken before the one of the environment", async () => {
    await setConfig("cloudflare:apiToken", "of-cloudflare", "--secret");
    accept("of-cloudflare");
    assert.deepEqual((await kit.succeed(["preview"])).methods, ["GET"]);
  });

  it("have the token of realtimekit:apiToken before both", async () => {
    await setConfig("realtimekit:apiToken", "of-realtimekit", "--secret");
    accept("of-realtimekit");
    assert.deepEqual((await kit.succeed(["up", "--skip-preview"])).actions, ["pause"]);
  });

  it("name the place that a refused token came from, and the permission that it needs", async () => {
    kit.emulator.patchSettings({ tokens: [{ token: "of-realtimekit", permissions: ["Workers Scripts"] }] });
    const { exitCode, text } = await kit.run(["refresh", "--skip-preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(
      text,
      /AuthenticationError: Cloudflare refused the API token from the configuration key realtimekit:apiToken \(HTTP 403: .*needs the permission "Realtime" or "Realtime Admin"/,
    );
    assert.ok(!text.includes("of-realtimekit"));
  });

  it("keep a replaced token from a refresh until the program runs, which the message says", async () => {
    await setConfig("realtimekit:apiToken", "of-tomorrow", "--secret");
    accept("of-tomorrow");
    const stale = await kit.run(["refresh", "--skip-preview"]);
    assert.notEqual(stale.exitCode, 0);
    assert.match(stale.text, /If the token was replaced lately, .*: add --run-program\./);
    await kit.succeed(["refresh", "--skip-preview", "--run-program"]);
  });
});

describe("a stack without a token", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ env: () => ({ CLOUDFLARE_API_TOKEN: "" }) });

  it("fails in the preview, with how to give one", async () => {
    kit.declare({ keynote: { recordingId: kit.emulator.createRecording().id, state: "paused" } });
    const { exitCode, stdout, methods } = await kit.run(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.ok(
      stdout.includes(
        `ConfigurationError: there is no Cloudflare API token: run "pulumi config set --secret realtimekit:apiToken …" or set CLOUDFLARE_API_TOKEN`,
      ),
      stdout,
    );
    assert.deepEqual(methods, []);
  });
});
