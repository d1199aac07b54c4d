/** Where credentials, account, app and base URL come from: every name, and their precedence, in one place. */

import { baseUrlProblem, DEFAULT_BASE_URL, proxyProblem } from "../api/endpoint";
import { printable } from "../api/printable";
import { ConfigurationError } from "./errors";

/** Reads one configuration key (`namespace:name`), as Pulumi gives it to the provider. */
export type ReadConfig = (key: string) => string | undefined;

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Each setting's sources, first match wins. The keys are those of an explicit `Provider` too: with one, the
 * engine hands over its arguments in place of the stack's configuration.
 */
export const SETTINGS = {
  apiToken: {
    config: ["realtimekit:apiToken", "cloudflare:apiToken"],
    env: "CLOUDFLARE_API_TOKEN",
  },
  accountId: { config: ["realtimekit:accountId"], env: "CLOUDFLARE_ACCOUNT_ID" },
  appId: { config: ["realtimekit:appId"], env: "REALTIMEKIT_APP_ID" },
  baseUrl: {
    config: ["realtimekit:baseUrl", "cloudflare:baseUrl"],
    env: "CLOUDFLARE_BASE_URL",
  },
  requestLimit: { config: ["realtimekit:requestLimit"], env: "REALTIMEKIT_REQUEST_LIMIT" },
  liveCheck: { config: ["realtimekit:liveCheck"], env: "REALTIMEKIT_LIVE_CHECK" },
} as const;

/** A setting's name. */
export type SettingName = keyof typeof SETTINGS;

/** A setting's value and the name of the place that it was found in. */
export interface Setting {
  readonly value: string;
  readonly source: string;
}

/** Looks a setting up; `undefined` where no source has it. An empty text counts as absent. */
export function findSetting(name: SettingName, readConfig: ReadConfig, env: Env): Setting | undefined {
  const { config, env: variable } = SETTINGS[name];
  for (const key of config) {
    const value = readConfig(key)?.trim();
    if (value) return { value, source: `the configuration key ${key}` };
  }
  const value = env[variable]?.trim();
  return value ? { value, source: `the environment variable ${variable}` } : undefined;
}

/** Says, for a message, how a setting can be given. */
export function howToSet(name: SettingName): string {
  const { config, env } = SETTINGS[name];
  const secret = name === "apiToken" ? " --secret" : "";
  return `run "pulumi config set${secret} ${config[0]} …" or set ${env}`;
}

/** What a connection needs. */
export interface ConnectionSettings {
  readonly apiToken: string;
  readonly tokenSource: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** The most requests in five minutes; absent: as many as the API's answers allow. */
  readonly requestLimit?: number;
}

/**
 * Resolves token and base URL, and looks whether the proxy on the way there can be one.
 *
 * @throws ConfigurationError naming the source and what would be right; it never shows a value.
 */
export function resolveConnection(readConfig: ReadConfig, env: Env): ConnectionSettings {
  const token = findSetting("apiToken", readConfig, env);
  if (!token) throw new ConfigurationError(`there is no Cloudflare API token: ${howToSet("apiToken")}`);
  // A header can't carry anything else, and undici would name the header but not where the text came from.
  if (!/^[\x21-\x7e]+$/.test(token.value)) {
    throw new ConfigurationError(
      `the API token from ${token.source} has characters that no token has; was it pasted whole?`,
    );
  }
  const base = findSetting("baseUrl", readConfig, env) ?? { value: DEFAULT_BASE_URL, source: "the default" };
  const problem = baseUrlProblem(base.value);
  if (problem) throw new ConfigurationError(`the base URL from ${base.source} ${problem}`);
  const wrongProxy = proxyProblem(base.value, env);
  if (wrongProxy) throw new ConfigurationError(wrongProxy);
  const limit = findRequestLimit(readConfig, env);
  return {
    apiToken: token.value,
    tokenSource: token.source,
    baseUrl: base.value.replace(/\/+$/, ""),
    ...(limit === undefined ? {} : { requestLimit: limit }),
  };
}

function findRequestLimit(readConfig: ReadConfig, env: Env): number | undefined {
  const limit = findSetting("requestLimit", readConfig, env);
  if (!limit) return undefined;
  if (/^[1-9]\d{0,6}$/.test(limit.value)) return Number(limit.value);
  throw new ConfigurationError(
    `the request limit from ${limit.source} must be a number of requests in five minutes, at least 1, ` +
      `but is ${printable(JSON.stringify(limit.value))}`,
  );
}

/**
 * Whether plans look at what goes on; true unless switched off.
 *
 * @throws ConfigurationError where it is neither true nor false.
 */
export function resolveLiveCheck(readConfig: ReadConfig, env: Env): boolean {
  const setting = findSetting("liveCheck", readConfig, env);
  if (!setting || setting.value === "true") return true;
  if (setting.value === "false") return false;
  throw new ConfigurationError(
    `the live check from ${setting.source} must be true or false, but is ${printable(JSON.stringify(setting.value))}`,
  );
}
