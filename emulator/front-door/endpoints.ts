/** Names for the kinds of requests, so that faults and the request log can speak of them. */

const KIT = "^/client/v4/accounts/[^/]+/realtime/kit/[^/]+";

const PATTERNS = [
  ["GET", `${KIT}/recordings/active-recording/[^/]+$`, "recordings.active"],
  ["POST", `${KIT}/recordings/track$`, "recordings.startTrack"],
  ["GET", `${KIT}/recordings$`, "recordings.list"],
  ["POST", `${KIT}/recordings$`, "recordings.start"],
  ["GET", `${KIT}/recordings/[^/]+$`, "recordings.get"],
  ["PUT", `${KIT}/recordings/[^/]+$`, "recordings.put"],
  ["GET", `${KIT}/meetings$`, "meetings.list"],
  ["POST", `${KIT}/meetings$`, "meetings.create"],
  ["GET", `${KIT}/meetings/[^/]+$`, "meetings.get"],
  ["PATCH", `${KIT}/meetings/[^/]+$`, "meetings.update"],
  ["GET", `${KIT}/meetings/[^/]+/active-session$`, "meetings.activeSession"],
  ["POST", `${KIT}/meetings/[^/]+/active-session/kick-all$`, "meetings.kickAll"],
] as const;

/** Every kind of request the API knows, and `unknown` for the rest. */
export const ENDPOINTS = [...new Set(PATTERNS.map(([, , name]) => name)), "unknown"] as const;

/** Kind of a request. */
export type Endpoint = (typeof PATTERNS)[number][2] | "unknown";

const MATCHERS = PATTERNS.map(([method, pattern, name]) => ({ method, path: new RegExp(pattern), name }));

/** Which kind of request this is. */
export function classifyEndpoint(method: string, path: string): Endpoint {
  return MATCHERS.find((matcher) => matcher.method === method && matcher.path.test(path))?.name ?? "unknown";
}
