/** The control plane over HTTP, under `/__emulator`. */

import { type Context, Hono } from "hono";
import type { EmulatorEnv } from "../app-env";
import type { ControlPlane } from "./contract";
import { ControlError } from "./control-error";

type C = Context<EmulatorEnv>;
type Call = (
  control: ControlPlane,
  request: { id: string; query: Record<string, string>; body: unknown },
) => unknown;

/** Every route, and the function of the control plane behind it. Bodies are checked there, so they pass as they are. */
const ROUTES: [method: string, path: string, call: Call][] = [
  ["POST", "/recordings", (control, { body }) => control.createRecording(body as never)],
  ["GET", "/recordings", (control, { query }) => control.listRecordings(query)],
  ["GET", "/recordings/:id", (control, { id }) => control.getRecording(id)],
  ["PATCH", "/recordings/:id", (control, { id, body }) => control.patchRecording(id, body as never)],
  ["DELETE", "/recordings/:id", (control, { id }) => control.deleteRecording(id)],
  ["POST", "/meetings", (control, { body }) => control.createMeeting(body as never)],
  ["GET", "/meetings", (control, { query }) => control.listMeetings(query)],
  ["GET", "/meetings/:id", (control, { id }) => control.getMeeting(id)],
  ["PATCH", "/meetings/:id", (control, { id, body }) => control.patchMeeting(id, body as never)],
  ["DELETE", "/meetings/:id", (control, { id }) => control.deleteMeeting(id)],
  ["POST", "/doings", (control, { body }) => control.perform(body as never)],
  ["GET", "/requests", (control, { query }) => control.requests(query as never)],
  ["DELETE", "/requests", (control) => control.clearRequests()],
  ["POST", "/faults", (control, { body }) => control.addFault(body as never)],
  ["GET", "/faults", (control) => control.faults()],
  ["DELETE", "/faults", (control) => control.clearFaults()],
  ["GET", "/clock", (control) => control.changeClock({})],
  ["POST", "/clock", (control, { body }) => control.changeClock(body as never)],
  ["GET", "/settings", (control) => control.settings()],
  ["PATCH", "/settings", (control, { body }) => control.patchSettings(body as never)],
  ["POST", "/reset", (control) => control.reset()],
];

/** Routes of the control plane: what a function returns is the JSON body, nothing is 204. */
export function controlRoutes(control: ControlPlane): Hono<EmulatorEnv> {
  const routes = new Hono<EmulatorEnv>();
  for (const [method, path, call] of ROUTES) {
    routes.on(method, path, async (c) => {
      const result = call(control, {
        id: c.req.param("id") ?? "",
        query: c.req.query(),
        body: await readBody(c),
      });
      return result === undefined
        ? c.body(null, 204)
        : c.json(result, method === "POST" ? statusOfPost(path) : 200);
    });
  }
  return routes;
}

/** The answer to a control-plane call that failed. */
export function answerControlError(c: Context, error: ControlError) {
  const { message, property, status } = error;
  return c.json({ error: { message, ...(property === undefined ? {} : { property }) } }, status);
}

function statusOfPost(path: string): 200 | 201 {
  return path === "/clock" ? 200 : 201;
}

async function readBody(c: C): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, "body: is not JSON", "body");
  }
}
