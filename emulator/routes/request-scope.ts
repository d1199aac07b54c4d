/** What the routes read from a request: whose it is, which recording or meeting it names, its body. */

import type { Context } from "hono";
import type { z } from "zod";
import type { EmulatorEnv } from "../app-env";
import { kitError } from "../errors";
import type { Meeting } from "../model/meeting";
import type { Recording } from "../model/recording";
import type { Scope } from "../model/store";
import { settleMeeting, settleRecording } from "../state";
import { parseOrRefuse } from "../wire/request-bodies";

type C = Context<EmulatorEnv>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Account and app of the request. */
export function scopeOf(c: C): Scope {
  const scope = { accountId: c.req.param("account_id") ?? "", appId: c.req.param("app_id") ?? "" };
  const { apps } = c.var.state.settings;
  if (apps && !apps.includes(scope.appId)) throw kitError(404, "App not found");
  return scope;
}

/** The recording that the path names, up to date; 422 for what is no id, 404 for an unknown one. */
export function recordingOf(c: C): Recording {
  const { accountId, appId } = scopeOf(c);
  const recording = c.var.state.store.recording(uuidParam(c, "recording_id"));
  if (recording?.accountId !== accountId || recording.appId !== appId)
    throw kitError(404, "Recording not found");
  return settleRecording(c.var.state, recording);
}

/** The meeting that the path names, up to date; 422 for what is no id, 404 for an unknown one. */
export function meetingOf(c: C): Meeting {
  return meetingWithId(c, uuidParam(c, "meeting_id"));
}

/** The meeting with this id in the request's app, up to date; 404 for an unknown one. */
export function meetingWithId(c: C, id: string): Meeting {
  const meeting = findMeeting(c, id);
  if (!meeting) throw kitError(404, "Meeting not found");
  return meeting;
}

/** As `meetingWithId`, for routes that have their own answer to an unknown meeting. */
export function findMeeting(c: C, id: string): Meeting | undefined {
  const { accountId, appId } = scopeOf(c);
  const meeting = c.var.state.store.meeting(id);
  if (meeting?.accountId !== accountId || meeting.appId !== appId) return undefined;
  return settleMeeting(c.var.state, meeting);
}

/** The JSON body, checked; 422 when it is missing, no JSON, or wrong. */
export async function bodyOf<T>(c: C, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return parseOrRefuse(schema, body, c.var.state.settings);
}

function uuidParam(c: C, name: string): string {
  const value = c.req.param(name) ?? "";
  if (!UUID.test(value)) throw kitError(c.var.state.settings.validationStatus, `${name}: Invalid UUID`);
  return value;
}
