/** What every request to the emulated API goes through before and after its route. */

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler } from "hono";
import type { EmulatorEnv } from "../app-env";
import { frontDoorError } from "../errors";
import { applyFault } from "../faults/apply-fault";
import type { EmulatorState } from "../state";
import { checkAccess } from "./auth";
import { classifyEndpoint } from "./endpoints";
import { rateLimitHeaders } from "./rate-limit";
import { hideSecrets, type LoggedRequest } from "./request-log";

const WITH_BODY: ReadonlySet<string> = new Set(["PUT", "POST", "PATCH"]);

/** Node's longest timer; what is to wait for ever is ended by closing the emulator. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Logs each request, lets it suffer its fault, and puts Cloudflare's headers on the answer. */
export const traffic: MiddlewareHandler<EmulatorEnv> = async (c, next) => {
  const { state } = c.var;
  const startedAtMs = performance.now();
  const entry = await logRequest(c);
  const fault = state.faults.take(entry);
  if (fault) entry.faultId = fault.id;
  setHeaders(c, entry.ray);
  await pause(state, state.settings.latencyMs);
  const effect = async () => {
    await next();
    return c.res;
  };
  const answered = (body: string) => {
    // Who hung up in the meantime wasn't told.
    if (!c.env.incoming.socket.destroyed) state.onAnswer?.(entry, body);
  };
  if (fault) c.res = await applyFault({ c, fault, effect, pause: (ms) => pause(state, ms), answered });
  else await next();
  entry.durationMs = Math.round(performance.now() - startedAtMs);
  entry.status = statusOf(c);
  if (state.onAnswer && !isWrittenByFault(c)) answered(await c.res.clone().text());
};

/** Refuses requests over the rate limit and those that may not enter. */
export const admission: MiddlewareHandler<EmulatorEnv> = async (c, next) => {
  const { state, standing } = c.var;
  if (!standing.allowed) {
    c.header("Retry-After", String(standing.resetSeconds));
    if (state.settings.rateLimitBody === "empty") return c.body(null, 429);
    throw frontDoorError(429, 971, "Please wait and consider throttling your request speed");
  }
  checkAccess({ authorization: c.req.header("authorization"), path: c.req.path }, state.settings);
  return next();
};

async function logRequest(c: Context<EmulatorEnv>): Promise<LoggedRequest> {
  const { state } = c.var;
  const { method, path, url } = c.req;
  const query = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  const body = WITH_BODY.has(method) ? await readLoggedBody(c) : undefined;
  const request = {
    method,
    path,
    query,
    endpoint: classifyEndpoint(method, path),
    ...(body === undefined ? {} : { body }),
    ray: `${randomBytes(8).toString("hex")}-EMU`,
  };
  return state.log.begin(request, state.settings.requestLogLimit);
}

/** The JSON body without its credentials; what is not JSON is not shown, since it may hold some. */
async function readLoggedBody(c: Context<EmulatorEnv>): Promise<unknown> {
  const text = await c.req.text().catch(() => "");
  if (text === "") return undefined;
  try {
    return hideSecrets(JSON.parse(text));
  } catch {
    return "[not JSON]";
  }
}

function setHeaders(c: Context<EmulatorEnv>, ray: string): void {
  const { state } = c.var;
  const standing = state.limiter.count(state.settings, state.clock.now());
  c.set("standing", standing);
  c.header("cf-ray", ray);
  for (const [name, value] of Object.entries(rateLimitHeaders(standing, state.settings)))
    c.header(name, value);
}

/** The status the client gets: not the answer's own where a fault wrote to the socket itself. */
function statusOf(c: Context<EmulatorEnv>): number | null {
  if (!isWrittenByFault(c)) return c.res.status;
  return c.env.outgoing.headersSent ? c.env.outgoing.statusCode : null;
}

function isWrittenByFault(c: Context<EmulatorEnv>): boolean {
  return c.res.headers.has("x-hono-already-sent");
}

/** Waits in real time; a wait that the closing of the emulator cuts short just ends. */
async function pause(state: EmulatorState, ms: number): Promise<void> {
  if (ms === 0) return;
  const { signal } = state.closing;
  await sleep(Math.min(ms, LONGEST_TIMER_MS), undefined, { signal, ref: false }).catch(() => undefined);
}
