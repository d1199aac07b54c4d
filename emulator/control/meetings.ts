/** Makes and changes meetings, and lets people come and go. */

import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { definedFields } from "../defined-fields";
import { MEETING_DEFAULTS, type Meeting, setParticipants } from "../model/meeting";
import { addRecording, isBeingRecorded } from "../routes/start";
import { type EmulatorState, settleMeeting } from "../state";
import { presentMeeting } from "../wire/present";
import { ControlError } from "./control-error";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type meetingInputSchema,
  type meetingPatchSchema,
} from "./inputs";

type Input = z.output<typeof meetingInputSchema>;
type Patch = z.output<typeof meetingPatchSchema>;

/** A meeting as the control plane shows it. */
export type MeetingView = ReturnType<typeof viewMeeting>;

/** Adds a meeting; unless told, two people are in it, so that its recordings are not stopped as empty. */
export function createMeeting(state: EmulatorState, input: Input): Meeting {
  const { id = randomUUID(), account_id, app_id, live_participants = 2, ...fields } = input;
  if (state.store.meeting(id)) throw new ControlError(409, `id: there is already a meeting ${id}`, "id");
  const nowMs = state.clock.now();
  const now = new Date(nowMs).toISOString();
  const meeting: Meeting = {
    accountId: account_id ?? DEFAULT_ACCOUNT_ID,
    appId: app_id ?? DEFAULT_APP_ID,
    fields: { id, ...MEETING_DEFAULTS, title: "Emulated meeting", created_at: now, updated_at: now },
    session: null,
    emptySinceMs: nowMs,
  };
  Object.assign(meeting.fields, definedFields(fields));
  state.store.addMeeting(meeting);
  changeParticipants(state, meeting, live_participants);
  return meeting;
}

/** Changes a meeting; what was due in it until now has happened before. */
export function patchMeeting(state: EmulatorState, meeting: Meeting, patch: Patch): void {
  const { live_participants, ...fields } = patch;
  settleMeeting(state, meeting);
  Object.assign(meeting.fields, definedFields(fields), {
    updated_at: new Date(state.clock.now()).toISOString(),
  });
  if (live_participants !== undefined) changeParticipants(state, meeting, live_participants);
}

/** The meeting in the API's own words, and who is in it. */
export function viewMeeting(state: EmulatorState, meeting: Meeting) {
  settleMeeting(state, meeting);
  return {
    ...presentMeeting(meeting, state.settings),
    account_id: meeting.accountId,
    app_id: meeting.appId,
    session_id: meeting.session?.id ?? null,
    live_participants: meeting.session?.liveParticipants ?? 0,
  };
}

function changeParticipants(state: EmulatorState, meeting: Meeting, count: number): void {
  const begins = meeting.session === null && count > 0;
  setParticipants(meeting, count, state.clock.now());
  if (begins && meeting.fields.record_on_start && !isBeingRecorded(state, meeting)) {
    addRecording(state, meeting, { startReason: { reason: "RECORD_ON_START" } });
  }
}
