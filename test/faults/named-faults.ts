/** Every fault that the runs try, by the name under which it is counted. */

import * as fc from "fast-check";
import type { FaultInput } from "../../emulator";
import { ANSWER_GRACE_MS } from "../../provider/api/interruption";
import { OPERATION_MS, SLACK_MS } from "./declaration";

/** Longer than an operation waits for any answer. */
const TOO_LATE_MS = OPERATION_MS + ANSWER_GRACE_MS + SLACK_MS;

const html = (status: number): FaultInput => ({ kind: "html5xx", status });
const refused = (status: number, envelope: "rtk" | "v4" | "empty" = "rtk"): FaultInput => ({
  kind: "status",
  status,
  envelope,
});
const limited = (headers: Record<string, string>): FaultInput => ({
  kind: "status",
  status: 429,
  envelope: "empty",
  headers,
});
// A service whose clock is an hour ahead says when in its own time.
const inItsTime = { date: "Thu, 01 Jan 2026 10:00:00 GMT", "retry-after": "Thu, 01 Jan 2026 10:00:01 GMT" };

/** Named as in `docs/reliability.md`. */
export const FAULTS: Readonly<Record<string, FaultInput>> = {
  "429, Retry-After in seconds": limited({ "Retry-After": "1" }),
  "429, Retry-After as a date": limited(inItsTime),
  "429 for an hour": limited({ "Retry-After": "3600" }),
  "429 without Retry-After": {
    kind: "status",
    status: 429,
    envelope: "v4",
    code: 971,
    headers: { Ratelimit: "" },
  },
  "429 after the effect": { ...limited({ "Retry-After": "1" }), when: "after" } as FaultInput,
  "500, RealtimeKit's envelope": refused(500),
  "500, no body": refused(500, "empty"),
  "503, Cloudflare's envelope": refused(503, "v4"),
  "503 after the effect": { kind: "status", status: 503, when: "after" },
  "502, page of HTML": html(502),
  "520, page of HTML": html(520),
  "502 after the effect, page of HTML": { kind: "html5xx", when: "after" },
  "400": refused(400),
  "401": refused(401, "v4"),
  "403": { kind: "status", status: 403, envelope: "v4", code: 10000 },
  "404 of the front door": { kind: "status", status: 404, envelope: "v4", code: 7003 },
  "404, no body": refused(404, "empty"),
  "408": refused(408),
  "409": refused(409),
  "422": refused(422),
  "connection refused": { kind: "outage", forMs: 300 },
  "closed before the effect": { kind: "dropBefore" },
  "reset before the effect": { kind: "dropBefore", reset: true },
  "closed after the effect": { kind: "dropAfter" },
  "reset after the effect": { kind: "dropAfter", reset: true },
  "headers late": { kind: "delay", delayMs: 300 },
  "headers stall before the effect": { kind: "delay", delayMs: TOO_LATE_MS },
  "headers stall after the effect": { kind: "delay", delayMs: TOO_LATE_MS, when: "after" },
  "body late": { kind: "stallBody", resumeAfterMs: 300 },
  "body stalls": { kind: "stallBody", resumeAfterMs: TOO_LATE_MS },
  "body cut": { kind: "truncated" },
  "body cut before its first byte": { kind: "truncated", bytes: 0 },
  "not JSON": { kind: "notJson" },
  "not JSON, after the effect": { kind: "notJson", when: "after" },
  "wrong content type": { kind: "wrongContentType" },
  "success: false": { kind: "successFalse" },
  "success: false after the effect": { kind: "successFalse", envelope: "v4", when: "after" },
  redirect: { kind: "redirect" },
  "unknown status": { kind: "unknownStatus" },
  "items twice": { kind: "duplicateItems", count: 2 },
  "status missing": { kind: "fields", remove: ["status"] },
  "id missing": { kind: "fields", remove: ["id"] },
  "fields missing": {
    kind: "fields",
    remove: ["started_time", "session_id", "start_reason", "output_file_name"],
  },
  "fields of another type": {
    kind: "fields",
    set: { started_time: 5, file_size: "big", start_reason: "me", download_url: ["u"], storage_config: 7 },
  },
  "fields nobody knows": { kind: "fields", set: { mood: "new", nested: { deep: [1] } } },
};

/** Those after which somebody waits for seconds. */
const SLOW = /stall|without Retry-After/;

/** Faults by their names; the slow ones are drawn less often, or never. */
export function faultNames({ withSlow }: { readonly withSlow: boolean }): fc.Arbitrary<string> {
  const weighted = Object.keys(FAULTS).map((name) => ({
    arbitrary: fc.constant(name),
    weight: SLOW.test(name) ? Number(withSlow) : 4,
  }));
  return fc.oneof(...weighted.filter(({ weight }) => weight > 0));
}
