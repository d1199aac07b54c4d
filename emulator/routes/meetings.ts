/** What recordings need of meetings: list, one, create, update, and the active session. */

import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import type { EmulatorEnv } from "../app-env";
import { definedFields } from "../defined-fields";
import { kitError } from "../errors";
import { MEETING_DEFAULTS, type Meeting, setParticipants } from "../model/meeting";
import { settleMeeting } from "../state";
import { cutPage, type MeetingsQuery, readMeetingsQuery } from "../wire/list-query";
import { presentMeeting, presentSession } from "../wire/present";
import { createMeetingBody, updateMeetingBody } from "../wire/request-bodies";
import { bodyOf, findMeeting, meetingOf, scopeOf } from "./request-scope";

type C = Context<EmulatorEnv>;

/** Routes under `/meetings`. */
export const meetingRoutes = new Hono<EmulatorEnv>()
  .get("/", listMeetings)
  .post("/", createMeeting)
  .get("/:meeting_id", (c) =>
    c.json({ success: true, data: presentMeeting(meetingOf(c), c.var.state.settings) }),
  )
  .patch("/:meeting_id", updateMeeting)
  .get("/:meeting_id/active-session", getActiveSession)
  .post("/:meeting_id/active-session/kick-all", kickAll);

function listMeetings(c: C) {
  const { store, settings } = c.var.state;
  const query = readMeetingsQuery(c.req, settings);
  const newestFirst = store.meetingsOf(scopeOf(c)).reverse();
  const { shown, paging } = cutPage(
    newestFirst.filter((meeting) => fitsQuery(meeting, query)),
    query,
    settings,
  );
  return c.json({ success: true, data: shown.map((meeting) => presentMeeting(meeting, settings)), paging });
}

function fitsQuery({ fields }: Meeting, query: MeetingsQuery): boolean {
  const createdAtMs = Date.parse(fields.created_at);
  const { search, status, start_time: from, end_time: until } = query;
  if (status && status !== fields.status) return false;
  if (search && !fields.id.includes(search) && !fields.title?.toLowerCase().includes(search)) return false;
  return createdAtMs >= (from ?? createdAtMs) && createdAtMs <= (until ?? createdAtMs);
}

async function createMeeting(c: C) {
  const { store, settings, clock } = c.var.state;
  const { title, live_stream_on_start, record_on_start, ...body } = await bodyOf(c, createMeetingBody);
  const now = new Date(clock.now()).toISOString();
  const meeting: Meeting = {
    ...scopeOf(c),
    fields: { id: randomUUID(), ...MEETING_DEFAULTS, created_at: now, updated_at: now },
    session: null,
    emptySinceMs: clock.now(),
  };
  // Null is allowed in the request for these three, and never shown.
  const nullable = {
    title: title ?? undefined,
    live_stream_on_start: live_stream_on_start ?? false,
    record_on_start: record_on_start ?? false,
  };
  Object.assign(meeting.fields, definedFields({ ...body, ...nullable }));
  store.addMeeting(meeting);
  return c.json({ success: true, data: presentMeeting(meeting, settings) }, 201);
}

async function updateMeeting(c: C) {
  const { settings, clock } = c.var.state;
  const meeting = meetingOf(c);
  const body = await bodyOf(c, updateMeetingBody);
  Object.assign(meeting.fields, definedFields(body), { updated_at: new Date(clock.now()).toISOString() });
  return c.json({ success: true, data: presentMeeting(meeting, settings) });
}

function getActiveSession(c: C) {
  const meeting = meetingWithSession(c);
  return c.json({ success: true, data: presentSession(meeting, c.var.state.clock.now()) });
}

function kickAll(c: C) {
  const { state } = c.var;
  const meeting = meetingWithSession(c);
  const kicked = meeting.session?.liveParticipants ?? 0;
  setParticipants(settleMeeting(state, meeting), 0, state.clock.now());
  return c.json({ success: true, data: { action: "kick-all", kicked_participants_count: kicked } });
}

function meetingWithSession(c: C): Meeting {
  const meetingId = c.req.param("meeting_id") ?? "";
  const meeting = findMeeting(c, meetingId);
  if (!meeting?.session) throw kitError(404, `No active session found for meeting_id ${meetingId}`);
  return meeting;
}
