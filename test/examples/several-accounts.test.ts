/** Several accounts in one program: each recording is reached in its account, with its account's token. */

import assert from "node:assert/strict";
import { describeExample } from "./kit/example";

const EUROPE = {
  account_id: "023e105f4ecef8ad9ca31a8372d0c353",
  app_id: "2a95132c-1573-2412-d22c-1476fa83f27a",
};
const AMERICAS = {
  account_id: "9a7806061c88ada191ed06f989cc3dac",
  app_id: "6f4e2d1c-8b7a-4c93-b2f1-0e9d8c7b6a54",
};
const TOKENS = { EUROPE_TOKEN: "token-of-europe-1c7e", AMERICAS_TOKEN: "token-of-the-americas-8d2f" };
const NEW_TOKEN = "token-of-europe-renewed-4a90";
const NO_OTHER = { CLOUDFLARE_API_TOKEN: "", CLOUDFLARE_ACCOUNT_ID: "", REALTIMEKIT_APP_ID: "" };

const program = (kit: Parameters<Parameters<typeof describeExample>[1]>[0]) => {
  const accept = (europe: string) =>
    kit.emulator.patchSettings({
      tokens: [
        { token: europe, accounts: [EUROPE.account_id] },
        { token: TOKENS.AMERICAS_TOKEN, accounts: [AMERICAS.account_id] },
      ],
    });
  const asked = () =>
    kit.emulator
      .requests({ method: "PUT" })
      .map(({ path, body, status }) => [path.split("/")[4], (body as { action?: string }).action, status]);

  before(() => {
    accept(TOKENS.EUROPE_TOKEN);
    kit.emulator.createRecording({ id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", ...EUROPE });
    kit.emulator.createRecording({ id: "0d6a7c1e-4b3f-4f52-9a8d-7c5e2b1f6a90", ...EUROPE });
    kit.emulator.createRecording({ id: "3c8e5f7a-1d2b-4e60-8f94-a6b7c8d9e0f1", ...AMERICAS });
  });

  it("changes each recording in its own account, with that account's token", async () => {
    await kit.follow("pulumi stack init event");
    await kit.follow('printf %s "$EUROPE_TOKEN" | pulumi config set --secret europeToken');
    await kit.follow('printf %s "$AMERICAS_TOKEN" | pulumi config set --secret americasToken');
    await kit.follow("pulumi up --yes");
    assert.deepEqual(asked().sort(), [
      [EUROPE.account_id, "pause", 200],
      [AMERICAS.account_id, "stop", 200],
    ]);
    assert.deepEqual(kit.emulator.requests({ status: 403 }), []);
  });

  it("keeps the tokens out of the state's plain text and of the configuration file's", async () => {
    const stored = JSON.stringify(await kit.workspace.export());
    const { stdout: configured } = await kit.shell("cat Pulumi.event.yaml");
    for (const token of Object.values(TOKENS)) assert.ok(!(stored + configured).includes(token));
  });

  it("names a recording of the account whose token is refused, and sends nothing", async () => {
    accept(NEW_TOKEN);
    await kit.shell("sed -i.bak 's/state: paused/state: recording/' Pulumi.event.yaml");
    const { exitCode, text, actions } = await kit.run(["up"]);
    assert.notEqual(exitCode, 0);
    // Both of Europe's are looked at; Pulumi ends the preview with the first that fails.
    assert.match(text, /europe-(keynote|panel)\b.*AuthenticationError: .*realtimekit:apiToken/);
    assert.doesNotMatch(text, /americas-\S+\b.*AuthenticationError/);
    assert.deepEqual(actions, []);
  });

  it("goes on with a new token, which replaces nothing", async () => {
    await kit.succeed(["config", "set", "--secret", "europeToken", NEW_TOKEN]);
    const { text } = await kit.succeed(["up"]);
    assert.deepEqual(asked(), [[EUROPE.account_id, "resume", 200]]);
    assert.doesNotMatch(text, /replace/);
  });
};

describeExample("several-accounts", program, { env: () => ({ ...NO_OTHER, ...TOKENS }) });
