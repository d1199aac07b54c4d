/** Where each setting comes from, in which order, and that no message ever shows a secret. */

import assert from "node:assert/strict";
import { ConfigurationError } from "../../provider/core/errors";
import {
  type Env,
  findSetting,
  howToSet,
  resolveConnection,
  type SettingName,
} from "../../provider/core/settings";

/** Every source of every setting, the strongest first: `config` keys, then an environment variable. */
const SOURCES: Record<SettingName, readonly string[]> = {
  apiToken: ["realtimekit:apiToken", "cloudflare:apiToken", "CLOUDFLARE_API_TOKEN"],
  accountId: ["realtimekit:accountId", "CLOUDFLARE_ACCOUNT_ID"],
  appId: ["realtimekit:appId", "REALTIMEKIT_APP_ID"],
  baseUrl: ["realtimekit:baseUrl", "cloudflare:baseUrl", "CLOUDFLARE_BASE_URL"],
  requestLimit: ["realtimekit:requestLimit", "REALTIMEKIT_REQUEST_LIMIT"],
  liveCheck: ["realtimekit:liveCheck", "REALTIMEKIT_LIVE_CHECK"],
};

const isKey = (source: string) => source.includes(":");
const nameOf = (source: string) =>
  isKey(source) ? `the configuration key ${source}` : `the environment variable ${source}`;

/** Configuration and environment in which each of the sources has the given value. */
function surroundings(sources: readonly string[], value: (source: string) => string) {
  const all: Record<string, string> = Object.fromEntries(sources.map((source) => [source, value(source)]));
  const readConfig = (key: string) => (isKey(key) ? all[key] : undefined);
  const env: Env = Object.fromEntries(Object.entries(all).filter(([source]) => !isKey(source)));
  return { readConfig, env };
}

for (const [name, sources] of Object.entries(SOURCES) as [SettingName, readonly string[]][]) {
  describe(`the setting ${name}`, () => {
    for (const [rank, source] of sources.entries()) {
      it(`comes from ${source} where nothing stronger has it`, () => {
        const { readConfig, env } = surroundings(sources.slice(rank), (from) => `value of ${from}`);
        assert.deepEqual(findSetting(name, readConfig, env), {
          value: `value of ${source}`,
          source: nameOf(source),
        });
      });
    }

    it("is looked for nowhere else", () => {
      const others = Object.values(SOURCES)
        .flat()
        .filter((source) => !sources.includes(source));
      const { readConfig, env } = surroundings(others, () => "wrong");
      assert.equal(findSetting(name, readConfig, env), undefined);
    });

    it("counts as absent where it is empty or blank, and loses the space around it", () => {
      const last = sources.at(-1);
      const { readConfig, env } = surroundings(sources, (from) => (from === last ? " right\n" : " \t"));
      assert.equal(findSetting(name, readConfig, env)?.value, "right");
      const blank = surroundings(sources, () => "  ");
      assert.equal(findSetting(name, blank.readConfig, blank.env), undefined);
    });

    it("is explained by its first key and its variable, the token as a secret", () => {
      const flag = name === "apiToken" ? "--secret " : "";
      const text = `run "pulumi config set ${flag}${sources[0]} …" or set ${sources.at(-1)}`;
      assert.equal(howToSet(name), text);
    });
  });
}

const TOKEN = "v1.0-secret-of-the-test";
const connect = (env: Env) => resolveConnection(() => undefined, { CLOUDFLARE_API_TOKEN: TOKEN, ...env });

/** The error's message, which must not hold any of the secrets. */
function messageOf(env: Env, ...secrets: string[]): string {
  try {
    connect(env);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    for (const secret of [TOKEN, ...secrets]) assert.ok(!error.message.includes(secret), error.message);
    return error.message;
  }
  return assert.fail("there was no error");
}

describe("a connection", () => {
  it("goes to the public API unless told otherwise", () => {
    assert.deepEqual(connect({}), {
      apiToken: TOKEN,
      tokenSource: "the environment variable CLOUDFLARE_API_TOKEN",
      baseUrl: "https://api.cloudflare.com/client/v4",
    });
  });

  it("goes to the base URL that is set, without the slash at its end", () => {
    const { baseUrl } = connect({ CLOUDFLARE_BASE_URL: "http://127.0.0.1:8787/client/v4//" });
    assert.equal(baseUrl, "http://127.0.0.1:8787/client/v4");
  });

  it("without a token says how to give one", () => {
    const message = messageOf({ CLOUDFLARE_API_TOKEN: " " });
    assert.match(
      message,
      /there is no Cloudflare API token: run "pulumi config set --secret realtimekit:apiToken/,
    );
  });

  for (const token of ["two words", "line\nbreak", "naïve", "tab\tbed", "\u001b[31m"]) {
    it(`refuses the token ${JSON.stringify(token)}, naming its source and not the token`, () => {
      const message = messageOf({ CLOUDFLARE_API_TOKEN: `${token}x` }, token);
      assert.match(
        message,
        /the API token from the environment variable CLOUDFLARE_API_TOKEN has characters/,
      );
    });
  }

  it("refuses a proxy that can't be one, naming its variable and not the proxy", () => {
    const message = messageOf({ HTTPS_PROXY: "ftp://ada:hunter2@proxy.example" }, "hunter2");
    assert.match(
      message,
      /^ConfigurationError: the proxy from the environment variable HTTPS_PROXY is no address/,
    );
  });
});

describe("a base URL", () => {
  it("that can't carry the token is refused, naming its source and not the URL", () => {
    const message = messageOf({ CLOUDFLARE_BASE_URL: "https://ada:hunter2@api.example/" }, "hunter2");
    assert.equal(
      message,
      "ConfigurationError: the base URL from the environment variable CLOUDFLARE_BASE_URL must not hold a user name or password",
    );
  });
});
