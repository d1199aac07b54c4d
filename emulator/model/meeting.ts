/** What the emulator keeps of one meeting and of its session. */

import { randomUUID } from "node:crypto";

/** The fields of a meeting as the API shows them. */
export interface MeetingFields {
  id: string;
  title?: string | undefined;
  status: "ACTIVE" | "INACTIVE";
  record_on_start: boolean;
  live_stream_on_start: boolean;
  persist_chat: boolean;
  summarize_on_end: boolean;
  transcribe_on_end: boolean;
  session_keep_alive_time_in_secs: number;
  recording_config?: Record<string, unknown> | undefined;
  ai_config?: Record<string, unknown> | undefined;
  created_at: string;
  updated_at: string;
}

/** A live session of a meeting. Times are milliseconds since 1970 on the emulator's clock. */
export interface Session {
  id: string;
  startedAtMs: number;
  liveParticipants: number;
  maxConcurrentParticipants: number;
}

/** One meeting. */
export interface Meeting {
  readonly accountId: string;
  readonly appId: string;
  fields: MeetingFields;
  session: Session | null;
  /** Since when nobody is there; null while somebody is. */
  emptySinceMs: number | null;
}

/** What every meeting starts from. */
export const MEETING_DEFAULTS = {
  status: "ACTIVE",
  record_on_start: false,
  live_stream_on_start: false,
  persist_chat: false,
  summarize_on_end: false,
  transcribe_on_end: false,
  session_keep_alive_time_in_secs: 60,
} as const;

/** Lets `count` participants be in the meeting: opens its session, or starts the time until it ends. */
export function setParticipants(meeting: Meeting, count: number, atMs: number): void {
  if (count === 0) {
    if (meeting.session) meeting.session.liveParticipants = 0;
    meeting.emptySinceMs ??= atMs;
    return;
  }
  meeting.session ??= {
    id: randomUUID(),
    startedAtMs: atMs,
    liveParticipants: 0,
    maxConcurrentParticipants: 0,
  };
  meeting.session.liveParticipants = count;
  meeting.session.maxConcurrentParticipants = Math.max(meeting.session.maxConcurrentParticipants, count);
  meeting.emptySinceMs = null;
}

/** Ends the session of a meeting that has been empty for longer than its keep-alive time. */
export function settleSession(meeting: Meeting, nowMs: number): void {
  if (!meeting.session || meeting.emptySinceMs === null) return;
  const endsAtMs = meeting.emptySinceMs + meeting.fields.session_keep_alive_time_in_secs * 1000;
  if (nowMs >= endsAtMs) meeting.session = null;
}
