/** Several accounts in one program on the real engine: each provider talks to its own, with its own token. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { STORY_TIMEOUT_MS, TOKEN, useStack } from "../support/engine-kit";

const PROGRAM = {
  "Pulumi.yaml": "name: accounts\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "accounts.json": "{}",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const { Provider, Recording } = require("pulumi-realtimekit");
const { recordings, providers } = require("./accounts.json");
for (const [name, args] of Object.entries(recordings)) {
  const token = new pulumi.Config().get(name);
  const provider = providers[name] && new Provider(name, { ...providers[name], apiToken: token });
  const { status, accountId } = new Recording(name, args, { provider });
  exports[name] = { status, accountId };
}
`,
};

const ACCOUNTS = { eu: "e".repeat(32), us: "a".repeat(32) } as const;
const APP = "2a95132c15732412d22c1476fa83f27a";

describe("two explicit providers beside the default one", function () {
  this.timeout(STORY_TIMEOUT_MS);
  const kit = useStack({ program: PROGRAM });
  const others = {} as Record<keyof typeof ACCOUNTS, Emulator>;
  const tokens: Record<keyof typeof ACCOUNTS, string> = { eu: "s3cr3t-of-eu", us: "s3cr3t-of-us" };
  const recordings: Record<string, string> = {};
  let printed = "";

  const accept = (emulator: Emulator, token: string) => emulator.patchSettings({ tokens: [{ token }] });
  const setToken = (name: keyof typeof ACCOUNTS, token: string) => {
    tokens[name] = token;
    accept(others[name], token);
    return kit.workspace.succeed(["config", "set", "--secret", name, token]);
  };
  const actionsOf = (emulator: Emulator) =>
    emulator.requests({ method: "PUT" }).map(({ body }) => (body as { action?: unknown }).action);
  const write = () => {
    const of = (name: keyof typeof ACCOUNTS) => ({
      accountId: ACCOUNTS[name],
      appId: APP,
      baseUrl: others[name].baseUrl,
    });
    const declared = ["main", "eu", "us"].map((name) => [
      name,
      // Only a delete that stops something needs a token.
      { recordingId: recordings[name], state: "paused", onDelete: name === "us" ? "stop" : "leave" },
    ]);
    const text = JSON.stringify({
      recordings: Object.fromEntries(declared),
      providers: { eu: of("eu"), us: of("us") },
    });
    writeFileSync(path.join(kit.workspace.folder, "accounts.json"), text);
  };
  const run = async (...args: string[]) => {
    for (const emulator of Object.values(others)) emulator.clearRequests();
    const result = await kit.run(args);
    printed += result.text;
    return result;
  };
  const providers = async () => {
    const { resources = [] } = (await kit.workspace.export()).deployment;
    return resources.filter(
      ({ type, urn }) => type === "pulumi:providers:pulumi-nodejs" && !/default/.test(urn),
    );
  };

  before(async () => {
    accept(kit.emulator, TOKEN);
    recordings.main = kit.emulator.createRecording().id;
    for (const name of ["eu", "us"] as const) {
      others[name] = await startEmulator();
      await setToken(name, tokens[name]);
      recordings[name] = others[name].createRecording({ account_id: ACCOUNTS[name], app_id: APP }).id;
    }
    write();
  });
  after(async () => {
    for (const emulator of Object.values(others)) await emulator.close();
  });

  it("talk each to its own account, with its own token, one PUT each", async () => {
    const { exitCode, text, actions } = await run("up", "--skip-preview");
    assert.equal(exitCode, 0, text);
    assert.deepEqual(
      [actions, actionsOf(others.eu), actionsOf(others.us)],
      [["pause"], ["pause"], ["pause"]],
    );
    for (const emulator of [kit.emulator, others.eu, others.us])
      assert.ok(emulator.requests().every(({ status }) => status === 200));
    const [main, eu, us] = await kit.stored();
    assert.equal(new Set([main, eu, us].map((resource) => resource?.inputs?.accountId)).size, 3);
  });

  it("keep their tokens encrypted in the state, and out of the resources", async () => {
    const stored = await providers();
    assert.equal(stored.length, 2);
    for (const { inputs } of stored) {
      const token = inputs?.["realtimekit:apiToken"] as Record<string, string>;
      assert.ok(token.ciphertext, JSON.stringify(inputs));
    }
    for (const { inputs } of await kit.stored()) assert.equal(inputs?.__provider, PROVIDER_TEXT);
  });

  it("are updated by a new token, and nothing is replaced or sent", async () => {
    await setToken("eu", "s3cr3t-of-eu-from-today");
    const { exitCode, text, stdout, actions } = await run("up");
    assert.equal(exitCode, 0, text);
    assert.deepEqual([...actions, ...actionsOf(others.eu), ...actionsOf(others.us)], []);
    assert.match(stdout, /~ +pulumi:providers:pulumi-nodejs eu updated/);
    assert.doesNotMatch(stdout, /replace/);
  });

  it("have a replaced token in the state until the program runs, which a refresh and a destroy say", async () => {
    await setToken("us", "s3cr3t-of-us-from-tomorrow");
    const advice =
      /AuthenticationError: Cloudflare refused the API token from the configuration key realtimekit:apiToken \(HTTP 403.*"pulumi refresh" and "pulumi destroy" still use the one in the state: add --run-program\./;
    for (const command of ["refresh", "destroy"]) {
      const stale = await run(command, "--skip-preview");
      assert.notEqual(stale.exitCode, 0, command);
      assert.match(stale.text, advice);
    }
    assert.deepEqual(actionsOf(others.us), []);
  });

  it("use the new one with --run-program, for a refresh and for a destroy", async () => {
    for (const command of ["refresh", "destroy"]) {
      const { exitCode, text } = await run(command, "--skip-preview", "--run-program");
      assert.equal(exitCode, 0, text);
    }
    assert.deepEqual([actionsOf(others.us), await kit.stored()], [["stop"], []]);
  });

  it("never show a token", () => {
    for (const token of [TOKEN, "s3cr3t-of-eu", "s3cr3t-of-us"]) assert.ok(!printed.includes(token), token);
  });
});
