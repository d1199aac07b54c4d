/** The faults that can be injected: what each is called, what it takes, and which requests it strikes. */

import { z } from "zod";
import { ENDPOINTS } from "../front-door/endpoints";
import type { LoggedRequest } from "../front-door/request-log";
import { RECORDING_ACTIONS } from "../model/recording";
import { doingSchema } from "./doing";

const regexpSource = z.string().refine(isRegexp, "is not a regular expression");
const httpStatus = z.int().min(200).max(599);
const envelope = z.enum(["rtk", "v4", "empty"]);
/** Before the effect the request changes nothing; after it, the change is there although the answer is bad. */
const when = z.enum(["before", "after"]).default("before");

const matchSchema = z.strictObject({
  method: z.string().toUpperCase().optional(),
  path: z.string().optional(),
  pathPattern: regexpSource.optional(),
  query: z.string().optional(),
  endpoint: z.enum(ENDPOINTS).optional(),
  action: z.enum(RECORDING_ACTIONS).optional(),
});

const common = {
  match: matchSchema.default({}),
  times: z.union([z.int().min(1), z.literal("always")]).default(1),
  skip: z.int().min(0).default(0),
  delayMs: z.number().min(0).default(0),
};

/** One fault: `kind`, what that kind takes, and `match`, `times`, `skip`, `delayMs` which all kinds take. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: httpStatus,
    envelope: envelope.default("rtk"),
    code: z.int().optional(),
    message: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
    when,
    ...common,
  }),
  z.strictObject({ kind: z.literal("delay"), when, ...common, delayMs: z.number().min(0) }),
  z.strictObject({
    kind: z.literal("stallBody"),
    bytes: z.int().min(0).optional(),
    resumeAfterMs: z.number().min(0).optional(),
    ...common,
  }),
  z.strictObject({ kind: z.literal("dropBefore"), reset: z.boolean().default(false), ...common }),
  z.strictObject({ kind: z.literal("dropAfter"), reset: z.boolean().default(false), ...common }),
  z.strictObject({ kind: z.literal("truncated"), bytes: z.int().min(0).optional(), ...common }),
  z.strictObject({ kind: z.literal("notJson"), body: z.string().default("{oops"), when, ...common }),
  z.strictObject({
    kind: z.literal("wrongContentType"),
    contentType: z.string().default("text/plain"),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("html5xx"),
    status: z.int().min(500).max(599).default(502),
    when,
    ...common,
  }),
  z.strictObject({
    kind: z.literal("successFalse"),
    envelope: z.enum(["rtk", "v4"]).default("rtk"),
    code: z.int().default(10000),
    message: z.string().default("Something went wrong"),
    when,
    ...common,
  }),
  z.strictObject({ kind: z.literal("unknownStatus"), status: z.string().default("FINALIZING"), ...common }),
  z.strictObject({
    kind: z.literal("fields"),
    set: z.record(z.string(), z.unknown()).default({}),
    remove: z.array(z.string()).default([]),
    ...common,
  }),
  z.strictObject({ kind: z.literal("meanwhile"), doing: doingSchema, when, ...common }),
  z.strictObject({ kind: z.literal("outage"), forMs: z.number().min(0).default(500), ...common }),
  z.strictObject({ kind: z.literal("duplicateItems"), count: z.int().min(1).default(1), ...common }),
  z.strictObject({
    kind: z.literal("redirect"),
    status: z
      .union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)])
      .default(302),
    location: z.string().optional(),
    when,
    ...common,
  }),
]);

/** A fault with all defaults filled in. */
export type Fault = z.output<typeof faultSchema>;

/** A fault as it is given to `addFault`. */
export type FaultInput = z.input<typeof faultSchema>;

/** Name of a kind of fault. */
export type FaultKind = Fault["kind"];

/** What a fault looks at to decide whether it strikes. */
export type FaultTarget = Pick<LoggedRequest, "method" | "path" | "query" | "endpoint" | "body">;

/** Whether a fault's `match` fits a request; an empty match fits every request. */
export function faultMatches({ match }: Fault, request: FaultTarget): boolean {
  const { method, path, pathPattern, query, endpoint, action } = match;
  return (
    (method === undefined || method === request.method) &&
    (path === undefined || request.path.includes(path)) &&
    (pathPattern === undefined || new RegExp(pathPattern).test(request.path)) &&
    (query === undefined || request.query.includes(query)) &&
    (endpoint === undefined || endpoint === request.endpoint) &&
    (action === undefined || action === (request.body as { action?: unknown } | undefined)?.action)
  );
}

function isRegexp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
