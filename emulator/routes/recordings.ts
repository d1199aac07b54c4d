/** GET one, list, active recording, and pause/resume/stop. */

import { type Context, Hono } from "hono";
import type { EmulatorEnv } from "../app-env";
import { ApiError, kitError } from "../errors";
import { decideAction } from "../model/actions";
import { enter, STOPPED_BY_API } from "../model/enter-status";
import { isActive, type Recording, type RecordingAction } from "../model/recording";
import { peekView, readView, rememberBefore } from "../model/stale-view";
import { type EmulatorState, settleRecording } from "../state";
import { cutPage, type RecordingsQuery, readRecordingsQuery } from "../wire/list-query";
import { presentFullRecording, presentListItem, presentRecording } from "../wire/present";
import { actionBody } from "../wire/request-bodies";
import { bodyOf, findMeeting, recordingOf, scopeOf } from "./request-scope";

type C = Context<EmulatorEnv>;

/** What the specification asked of `app_id` on PUT alone, for a while. */
const HEX_32 = /^[a-f0-9]{32}$/;

/** Routes under `/recordings` that do not start one. */
export const recordingRoutes = new Hono<EmulatorEnv>()
  .get("/", listRecordings)
  .get("/active-recording/:meeting_id", getActiveRecording)
  .get("/:recording_id", getRecording)
  .put("/:recording_id", controlRecording);

function getRecording(c: C) {
  const { settings, clock } = c.var.state;
  const view = readView(recordingOf(c), clock.now());
  return c.json({ success: true, data: presentFullRecording(view, settings) });
}

function listRecordings(c: C) {
  const { state } = c.var;
  const { settings, clock, store } = state;
  const scope = scopeOf(c);
  const query = readRecordingsQuery(c.req, settings);
  const candidates = query.meeting_id
    ? store.recordingsOfMeeting(scope, query.meeting_id)
    : store.recordingsOf(scope);
  const found = candidates.filter((recording) => fitsQuery(state, recording, query));
  if (query.sort_order === "DESC") found.reverse();
  const { shown, paging } = cutPage(found, query, settings);
  const data = shown.map((recording) => {
    const view = readView(settleRecording(state, recording), clock.now());
    return presentListItem(view, store.meeting(recording.meetingId), settings);
  });
  return c.json({ success: true, data, paging });
}

function fitsQuery(state: EmulatorState, recording: Recording, query: RecordingsQuery): boolean {
  const { start_time: from, end_time: until, search, status, expired } = query;
  if (state.clock.now() < recording.listedFromMs) return false;
  if (from !== undefined && recording.invokedAtMs < from) return false;
  if (until !== undefined && recording.invokedAtMs > until) return false;
  if (search !== undefined && !meetingFits(state, recording.meetingId, search)) return false;
  if (!status && expired === undefined) return true;
  const nowMs = state.clock.now();
  const view = peekView(settleRecording(state, recording), nowMs);
  if (status && !status.includes(view.status)) return false;
  return (
    expired === undefined || expired === (view.downloadUrlExpiresAtMs ?? Number.POSITIVE_INFINITY) <= nowMs
  );
}

function meetingFits(state: EmulatorState, meetingId: string, search: string): boolean {
  const title = state.store.meeting(meetingId)?.fields.title ?? "";
  return meetingId.includes(search) || title.toLowerCase().includes(search);
}

function getActiveRecording(c: C) {
  const { state } = c.var;
  const { store, clock, settings } = state;
  // No UUID is asked for here: the specification gives this parameter no format.
  const meetingId = c.req.param("meeting_id") ?? "";
  findMeeting(c, meetingId);
  const recordings = store.recordingsOfMeeting(scopeOf(c), meetingId);
  const active = recordings.findLast((recording) => {
    return isActive(peekView(settleRecording(state, recording), clock.now()).status);
  });
  if (!active) throw kitError(404, `No active recording found for meeting_id ${meetingId}`);
  return c.json({ success: true, data: presentRecording(readView(active, clock.now()), settings) });
}

async function controlRecording(c: C) {
  const { settings, clock } = c.var.state;
  const appId = scopeOf(c).appId;
  if (settings.strictAppIdOnPut && !HEX_32.test(appId)) {
    throw kitError(settings.validationStatus, "app_id: must match ^[a-f0-9]{32}$");
  }
  const recording = recordingOf(c);
  const { action } = await bodyOf(c, actionBody);
  const before = { ...recording };
  act(c.var.state, recording, action);
  rememberBefore(recording, before, settings, clock.now());
  const answer = settings.putAnswer === "old" ? before : recording;
  return c.json({ success: true, data: presentFullRecording(answer, settings) });
}

function act({ settings, clock }: EmulatorState, recording: Recording, action: RecordingAction): void {
  const verdict = decideAction(recording.status, action, settings);
  if ("refuse" in verdict) {
    const message = settings.illegalActionMessage
      .replaceAll("{status}", recording.status)
      .replaceAll("{action}", action);
    throw new ApiError({ status: verdict.refuse, message });
  }
  if ("to" in verdict) {
    enter(recording, verdict.to, { atMs: clock.now(), settings, stopReason: STOPPED_BY_API });
  }
}
