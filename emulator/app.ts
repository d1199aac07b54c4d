/** Puts the emulated API and its control plane together. */

import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { EmulatorEnv } from "./app-env";
import type { ControlPlane } from "./control/contract";
import { ControlError } from "./control/control-error";
import { answerControlError, controlRoutes } from "./control/routes";
import { ApiError, errorBody, frontDoorError, kitError } from "./errors";
import { unknownRoute } from "./front-door/auth";
import { admission, traffic } from "./front-door/traffic";
import { meetingRoutes } from "./routes/meetings";
import { recordingRoutes } from "./routes/recordings";
import { startRoutes } from "./routes/start";
import type { EmulatorState } from "./state";

const KIT = "/client/v4/accounts/:account_id/realtime/kit/:app_id";

/** Paths that exist: another method there is 405, anywhere else nothing is known. */
const KNOWN_PATHS = [
  "/recordings",
  "/recordings/:recording_id",
  "/recordings/active-recording/:meeting_id",
  "/meetings",
  "/meetings/:meeting_id",
  "/meetings/:meeting_id/active-session",
  "/meetings/:meeting_id/active-session/kick-all",
];

/** All routes of one emulator. */
export function createApp(state: EmulatorState, control: ControlPlane): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use("*", (c, next) => {
    c.set("state", state);
    return next();
  });
  app.route("/__emulator", controlRoutes(control));
  app.use("/client/*", traffic, admission);
  app.route(`${KIT}/recordings`, recordingRoutes);
  app.route(`${KIT}/recordings`, startRoutes);
  app.route(`${KIT}/meetings`, meetingRoutes);
  for (const path of KNOWN_PATHS) {
    app.all(KIT + path, () => {
      throw frontDoorError(405, 10405, "Method not allowed");
    });
  }
  app.notFound((c) => {
    if (c.req.path.startsWith("/client/")) return answerError(c, unknownRoute(c.req.path), state);
    return answerControlError(
      c,
      new ControlError(404, `The emulator has nothing at ${c.req.method} ${c.req.path}`),
    );
  });
  app.onError((error, c) => {
    if (error instanceof ControlError) return answerControlError(c, error);
    if (error instanceof ApiError) return answerError(c, error, state);
    console.error(error);
    return answerError(c, kitError(500, `The emulator failed: ${error.message}`), state);
  });
  return app;
}

function answerError(c: Context<EmulatorEnv>, error: ApiError, { settings }: EmulatorState): Response {
  const envelope = error.envelope ?? settings.errorEnvelope;
  return c.json(errorBody(envelope, error), error.status as ContentfulStatusCode);
}
