/** `check` with settings from the configuration and the environment, and with settings that can't work. */

import assert from "node:assert/strict";
import type { Emulator } from "../../emulator";
import type { Props } from "../support/grpc";
import { TOKEN, useHooks } from "../support/hooks-kit";

const ACCOUNT = "accountofthestackconfiguration00";
const APP = "14a396e7-ca44-4937-bf1f-050a69118543";
const OTHER_TOKEN = "another-token-of-the-tests";
const TORN_TOKEN = "torn token-of-the-tests";
/** How the engine sends a secret. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("check with configuration and environment", () => {
  const kit = useHooks({
    config: () => ({ "realtimekit:accountId": ACCOUNT }),
    env: () => ({ REALTIMEKIT_APP_ID: APP }),
  });

  it("returns the account from the configuration and the app from the environment", async () => {
    const news = kit.declare({}, { account_id: ACCOUNT, app_id: APP });
    const { inputs, failures } = await kit.hooks.check({}, news);
    assert.deepEqual(failures, []);
    assert.deepEqual([inputs.accountId, inputs.appId], [ACCOUNT, APP]);
    const [request] = kit.emulator.requests();
    assert.match(request?.path ?? "", new RegExp(`/accounts/${ACCOUNT}/realtime/kit/${APP}/`));
  });

  it("prefers what the resource says", async () => {
    const own = { accountId: "own", appId: "2a95132c15732412d22c1476fa83f27a" };
    const news = kit.declare(own, { account_id: own.accountId, app_id: own.appId });
    const { inputs, failures } = await kit.hooks.check({}, news);
    assert.deepEqual(failures, []);
    assert.deepEqual([inputs.accountId, inputs.appId], [own.accountId, own.appId]);
  });
});

describe("check without account and app", () => {
  const kit = useHooks({ env: () => ({ CLOUDFLARE_ACCOUNT_ID: undefined, REALTIMEKIT_APP_ID: " " }) });

  it("says of both how they can be given", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare());
    assert.deepEqual(failures, [
      {
        property: "accountId",
        reason: `is missing; give it here, or run "pulumi config set realtimekit:accountId …" or set CLOUDFLARE_ACCOUNT_ID`,
      },
      {
        property: "appId",
        reason: `is missing; give it here, or run "pulumi config set realtimekit:appId …" or set REALTIMEKIT_APP_ID`,
      },
    ]);
  });
});

describe("check with a wrong account in the configuration", () => {
  const kit = useHooks({ config: () => ({ "realtimekit:accountId": "acme/eu" }) });

  it("says where it came from", async () => {
    const { failures } = await kit.hooks.check({}, kit.declare());
    assert.match(
      failures[0]?.reason ?? "",
      /but is "acme\/eu" \(from the configuration key realtimekit:accountId\)$/,
    );
  });
});

interface Broken {
  readonly env?: NodeJS.ProcessEnv;
  readonly config?: (emulator: Emulator) => Props;
  readonly accepted?: Parameters<Emulator["patchSettings"]>[0];
  readonly reason: RegExp;
}

const BROKEN: Record<string, Broken> = {
  "no token": {
    env: { CLOUDFLARE_API_TOKEN: undefined },
    reason:
      /^ConfigurationError: there is no Cloudflare API token: run "pulumi config set --secret realtimekit:apiToken …" or set CLOUDFLARE_API_TOKEN$/,
  },
  "a token that no header can carry": {
    env: { CLOUDFLARE_API_TOKEN: TORN_TOKEN },
    reason:
      /^ConfigurationError: the API token from the environment variable CLOUDFLARE_API_TOKEN has characters/,
  },
  "a wrong token": {
    config: () => ({ "realtimekit:apiToken": { ...SECRET, value: OTHER_TOKEN } }),
    accepted: { tokens: [{ token: TOKEN }], wrongTokenStatus: 401 },
    reason:
      /^AuthenticationError: Cloudflare refused the API token from the configuration key realtimekit:apiToken \(HTTP 401: /,
  },
  "a token without the permission": {
    accepted: { tokens: [{ token: TOKEN, permissions: ["Workers Scripts"] }] },
    reason: /\(HTTP 403: .*needs the permission "Realtime" or "Realtime Admin"/,
  },
  "a base URL that would show the token": {
    config: () => ({ "cloudflare:baseUrl": "http://api.example.com/client/v4" }),
    reason:
      /^ConfigurationError: the base URL from the configuration key cloudflare:baseUrl must use https:\/\//,
  },
  "a base URL that is none": {
    config: () => ({ "realtimekit:baseUrl": "api.cloudflare.com" }),
    reason: /^ConfigurationError: the base URL from the configuration key realtimekit:baseUrl is no URL/,
  },
};

for (const [name, { env, config, accepted, reason }] of Object.entries(BROKEN)) {
  describe(`check with ${name}`, () => {
    const kit = useHooks({ ...(env ? { env: () => env } : {}), ...(config ? { config } : {}) });

    it("fails without naming a property, and shows no token", async () => {
      kit.emulator.patchSettings(accepted ?? {});
      const { failures } = await kit.hooks.check({}, kit.declare());
      assert.deepEqual(
        failures.map(({ property }) => property),
        [""],
      );
      assert.match(failures[0]?.reason ?? "", reason);
      const said = `${JSON.stringify([failures, kit.engine.messages])}${kit.hooks.stderr()}`;
      for (const token of [TOKEN, OTHER_TOKEN, TORN_TOKEN]) assert.ok(!said.includes(token), said);
    });
  });
}
