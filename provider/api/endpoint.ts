/** Where requests go and how they get there: the base URL's rules, the proxy, the connection pool. */

import type { Agent, Dispatcher } from "undici";
import { loadUndici } from "./undici";

/** The public API, written as Cloudflare's own SDKs write it. */
export const DEFAULT_BASE_URL = "https://api.cloudflare.com/client/v4";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for a host name that never leaves this machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * Says what is wrong with a base URL; `undefined` when it may carry the token.
 * HTTPS only, but for loopback; no credentials, query or fragment.
 */
export function baseUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return `is no URL; it should look like ${DEFAULT_BASE_URL}`;
  const url = new URL(text);
  if (url.username || url.password) return "must not hold a user name or password";
  if (url.search || url.hash) return "must not have a query or a fragment";
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:" && isLoopback(url.hostname)) return undefined;
  return "must use https:// (plain http:// is for loopback addresses only), so that the token can't be read on the way";
}

/** Connections kept open; as many as the engine asks for at once on a machine of eight cores. */
const MAX_CONNECTIONS = 32;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

/** Said outright, because Node takes NODE_TLS_REJECT_UNAUTHORIZED=0 for the default where nothing is said. */
const VERIFIED = { rejectUnauthorized: true } as const;

/** Environment variables. */
type Env = Readonly<Record<string, string | undefined>>;

const PROXY_PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "socks5:", "socks:"]);

/** The proxy for HTTPS and the variable that names it; lower case goes first, as with undici and curl. */
function findProxy(env: Env): { readonly variable: string; readonly url: string } | undefined {
  for (const name of ["https_proxy", "http_proxy"]) {
    const variable = env[name] === undefined ? name.toUpperCase() : name;
    const text = env[variable]?.trim();
    // Many write the address without a scheme, which curl takes for http:// and undici for a mistake.
    if (text) return { variable, url: /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}` };
  }
  return undefined;
}

/** Says what is wrong with the proxy that requests to this base URL would take, without showing it. */
export function proxyProblem(baseUrl: string, env: Env): string | undefined {
  const proxy = isLoopback(new URL(baseUrl).hostname) ? undefined : findProxy(env);
  if (!proxy) return undefined;
  if (URL.canParse(proxy.url) && isUsable(new URL(proxy.url))) return undefined;
  return `the proxy from the environment variable ${proxy.variable} is no address such as http://proxy.example:3128`;
}

/** undici decodes a proxy's user name and password, and fails without a word about the proxy where it can't. */
function isUsable({ protocol, username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return PROXY_PROTOCOLS.has(protocol);
  } catch {
    return false;
  }
}

/**
 * One keep-alive pool for the process. `HTTPS_PROXY`, else `HTTP_PROXY`, and `NO_PROXY` (either case) are
 * honoured, except for loopback, which a proxy can't reach. Certificates are verified, whatever the environment says.
 */
export function createDispatcher(baseUrl: string, env: Env = process.env): Dispatcher {
  const options: Agent.Options = {
    connections: MAX_CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS, ...VERIFIED },
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const { Agent, EnvHttpProxyAgent } = loadUndici();
  if (isLoopback(new URL(baseUrl).hostname)) return new Agent(options);
  const noProxy = env.no_proxy ?? env.NO_PROXY ?? "";
  const httpsProxy = findProxy(env)?.url ?? "";
  const tls = { requestTls: VERIFIED, proxyTls: VERIFIED };
  return new EnvHttpProxyAgent({ ...options, ...tls, httpProxy: "", httpsProxy, noProxy });
}
