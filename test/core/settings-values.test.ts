/** The settings that aren't texts, from each of their sources: the request limit and the live check. */

import assert from "node:assert/strict";
import { ConfigurationError } from "../../provider/core/errors";
import { type Env, type ReadConfig, resolveConnection, resolveLiveCheck } from "../../provider/core/settings";

const TOKEN = "v1.0-secret-of-the-test";

/** The sources, and what a message calls them. */
const SOURCES = {
  requestLimit: [
    ["realtimekit:requestLimit", "the configuration key realtimekit:requestLimit"],
    ["REALTIMEKIT_REQUEST_LIMIT", "the environment variable REALTIMEKIT_REQUEST_LIMIT"],
  ],
  liveCheck: [
    ["realtimekit:liveCheck", "the configuration key realtimekit:liveCheck"],
    ["REALTIMEKIT_LIVE_CHECK", "the environment variable REALTIMEKIT_LIVE_CHECK"],
  ],
} as const;

/** Configuration and environment in which this source says that, and nothing else but a token is there. */
function surroundings(source: string, text: string): { readConfig: ReadConfig; env: Env } {
  return {
    readConfig: (key) => (key === source ? text : undefined),
    env: { CLOUDFLARE_API_TOKEN: TOKEN, ...(source.includes(":") ? {} : { [source]: text }) },
  };
}

/** What each source may say, and what it then counts as; `undefined` is refused. */
const LIMITS: [text: string, limit: number | undefined][] = [
  ["1", 1],
  ["1200", 1_200],
  [" 600\n", 600],
  ["9999999", 9_999_999],
  ["0", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["007", undefined],
  ["12345678", undefined],
  ["many", undefined],
  ["\u001b[31m", undefined],
];

const LIVE_CHECKS: [text: string, isLiveCheck: boolean | undefined][] = [
  ["true", true],
  ["false", false],
  [" false\n", false],
  ["", true],
  ["False", undefined],
  ["no", undefined],
  ["0", undefined],
  ["\u001b[31m", undefined],
];

/** The error that names source and value, on one line and without terminal escapes. */
const refusal = (from: string, what: string) => (error: unknown) => {
  assert.ok(error instanceof ConfigurationError);
  assert.match(error.message, /, but is ".*"$/);
  assert.ok(error.message.startsWith(`ConfigurationError: the ${what} from ${from} must be `));
  return !error.message.includes("\u001b");
};

for (const [source, from] of SOURCES.requestLimit) {
  describe(`the request limit from ${from}`, () => {
    for (const [text, limit] of LIMITS) {
      it(`${JSON.stringify(text)} ${limit === undefined ? "is refused" : `is ${limit}`}`, () => {
        const { readConfig, env } = surroundings(source, text);
        const resolve = () => resolveConnection(readConfig, env);
        if (limit === undefined) assert.throws(resolve, refusal(from, "request limit"));
        else assert.equal(resolve().requestLimit, limit);
      });
    }
  });
}

for (const [source, from] of SOURCES.liveCheck) {
  describe(`the live check from ${from}`, () => {
    for (const [text, isLiveCheck] of LIVE_CHECKS) {
      it(`${JSON.stringify(text)} ${isLiveCheck === undefined ? "is refused" : `is ${isLiveCheck}`}`, () => {
        const { readConfig, env } = surroundings(source, text);
        const resolve = () => resolveLiveCheck(readConfig, env);
        if (isLiveCheck === undefined) assert.throws(resolve, refusal(from, "live check"));
        else assert.equal(resolve(), isLiveCheck);
      });
    }
  });
}
