/** Makes a request suffer a fault: each kind is one entry of a table. */

import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { EmulatorEnv } from "../app-env";
import { createControlPlane } from "../control/control-plane";
import { errorBody } from "../errors";
import { changeFields, duplicateItems } from "./distort-body";
import type { Fault, FaultKind } from "./fault";
import { doMeanwhile } from "./meanwhile";
import { dropConnection, sendPart } from "./wire";

/** What a fault works on. */
export interface Struck<K extends FaultKind = FaultKind> {
  c: Context<EmulatorEnv>;
  fault: Extract<Fault, { kind: K }>;
  /** Lets the request have its effect and returns the good answer. */
  effect: () => Promise<Response>;
  /** Waits for real milliseconds, or until the emulator is closed. */
  pause: (ms: number) => Promise<void>;
  /** To be called where an answer was written whole, but not by returning it. */
  answered: (body: string) => void;
}

type Strikes = { [K in FaultKind]: (struck: Struck<K>) => Promise<Response> };

const STRIKES: Strikes = {
  status: (struck) => instead(struck, statusAnswer),
  delay: async ({ fault, effect, pause }) => {
    // `delayMs` of every kind is spent before the effect; this kind may spend it after.
    const response = await effect();
    if (fault.when === "after") await pause(fault.delayMs);
    return response;
  },
  stallBody: async ({ c, fault, effect, pause, answered }) => {
    const response = await effect();
    const whole = await response.clone().text();
    return sendPart(c, response, fault.bytes, async (rest, outgoing) => {
      await pause(fault.resumeAfterMs ?? Number.POSITIVE_INFINITY);
      answered(whole);
      outgoing.end(rest);
    });
  },
  dropBefore: async ({ c, fault }) => dropConnection(c, fault.reset),
  dropAfter: async ({ c, fault, effect }) => {
    await effect();
    return dropConnection(c, fault.reset);
  },
  truncated: async ({ c, fault, effect }) =>
    sendPart(c, await effect(), fault.bytes, async (_rest, outgoing) => {
      outgoing.socket?.end();
    }),
  notJson: (struck) =>
    instead(struck, ({ c, fault }) => c.body(fault.body, 200, { "content-type": "application/json" })),
  wrongContentType: async ({ fault, effect }) => {
    const response = await effect();
    response.headers.set("content-type", fault.contentType);
    return response;
  },
  html5xx: (struck) =>
    instead(struck, ({ c, fault }) => c.html(errorPage(fault.status), serverError(fault.status))),
  successFalse: (struck) => instead(struck, ({ c, fault }) => c.json(errorBody(fault.envelope, fault), 200)),
  unknownStatus: async ({ c, fault: { status }, effect }) =>
    changeFields(c, await effect(), { set: { status }, remove: [] }),
  fields: async ({ c, fault, effect }) => changeFields(c, await effect(), fault),
  duplicateItems: async ({ c, fault, effect }) => duplicateItems(c, await effect(), fault.count),
  redirect: (struck) =>
    instead(struck, ({ c, fault }) => c.redirect(fault.location ?? redirectedUrl(c), fault.status)),
  meanwhile: async ({ c, fault, effect }) => {
    const control = createControlPlane(c.var.state);
    if (fault.when === "before") doMeanwhile(control, fault.doing);
    const response = await effect();
    if (fault.when === "after") doMeanwhile(control, fault.doing);
    return response;
  },
  outage: async ({ c, fault }) => {
    const dropped = dropConnection(c, true);
    c.var.state.goAway(fault.forMs);
    return dropped;
  },
};

/** Answers a request the way the fault wants it. */
export async function applyFault(struck: Struck): Promise<Response> {
  const { fault } = struck;
  if (fault.kind !== "delay" || fault.when === "before") await struck.pause(fault.delayMs);
  // TypeScript cannot see that the table's entry and the fault are of the same kind.
  const strike = STRIKES[fault.kind] as (struck: Struck) => Promise<Response>;
  return strike(struck);
}

async function instead<K extends FaultKind>(struck: Struck<K>, answer: (struck: Struck<K>) => Response) {
  if ("when" in struck.fault && struck.fault.when === "after") await struck.effect();
  return answer(struck);
}

function statusAnswer({ c, fault }: Struck<"status">): Response {
  const status = fault.status as ContentfulStatusCode;
  if (fault.body !== undefined) return c.json(fault.body, status, fault.headers);
  if (fault.envelope === "empty" || fault.status === 204) return c.body(null, status, fault.headers);
  const error = { code: fault.code ?? fault.status, message: fault.message ?? "Injected by the emulator" };
  return c.json(errorBody(fault.envelope, error), status, fault.headers);
}

/** Where a redirect leads unless told: to the good answer, so that a client which follows shows in the log. */
function redirectedUrl(c: Context<EmulatorEnv>): string {
  const url = new URL(c.req.url);
  url.searchParams.set("redirected", "1");
  return url.href;
}

function errorPage(status: number): string {
  return `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body><h1>Error ${status}</h1><p>cloudflare</p></body></html>`;
}

function serverError(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}
