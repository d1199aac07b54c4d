/** The recordings API, typed: every call that this package makes, with its path and the shape of its answer. */

import { z } from "zod";
import { ApiError, NotFoundError } from "./errors";
import { type ListOptions, listAll, type PageReader, pageSchema } from "./paging";
import { type CallOptions, type ClientParts, readAgain, sendOnce } from "./requests";
import { type ObservedRecording, recordingSchema, sessionSchema } from "./wire";

/** An app of an account. */
export interface AppIdentity {
  /** Cloudflare account id. */
  readonly accountId: string;
  /** RealtimeKit app id. */
  readonly appId: string;
}

/** The three ids that every request about a recording needs. */
export interface RecordingIdentity extends AppIdentity {
  /** Recording id, a UUID in lower case. */
  readonly recordingId: string;
}

/** The three ids that name a meeting. */
export interface MeetingIdentity extends AppIdentity {
  /** Meeting id, a UUID in lower case. */
  readonly meetingId: string;
}

/** What the API can be asked to do with a recording. */
export type Action = "pause" | "resume" | "stop";

/** What a list is narrowed to; the API's own filters. */
export interface RecordingFilter {
  readonly meetingId?: string;
  readonly status?: readonly string[];
  /** Whether the file's time in RealtimeKit's bucket is over. */
  readonly expired?: boolean;
  /** Part of a meeting's id or title. */
  readonly search?: string;
  /** ISO 8601. */
  readonly startTime?: string;
  /** ISO 8601. */
  readonly endTime?: string;
  /** By `invokedTime`. */
  readonly sortOrder?: "ASC" | "DESC";
}

/** The recordings API. Reads are repeated a few times when an answer got lost; the others are sent once. */
export interface RecordingsApi {
  getRecording(identity: RecordingIdentity, options: CallOptions): Promise<ObservedRecording>;
  /** All pages, one after the other, as far as the caller reads; no recording twice. */
  listRecordings(
    app: AppIdentity,
    filter: RecordingFilter,
    options: ListOptions,
  ): AsyncIterable<ObservedRecording>;
  /** `undefined` where the meeting has none. Of several, the API gives one. */
  getActiveRecording(meeting: MeetingIdentity, options: CallOptions): Promise<ObservedRecording | undefined>;
  /** True when somebody is in the meeting right now. */
  hasLiveSession(meeting: MeetingIdentity, options: CallOptions): Promise<boolean>;
  /** False when the app has no such meeting. */
  hasMeeting(meeting: MeetingIdentity, options: CallOptions): Promise<boolean>;
  /** After a lost answer it is the caller's to look what happened. */
  sendAction(identity: RecordingIdentity, action: Action, options: CallOptions): Promise<ObservedRecording>;
  /** After a lost answer it is the caller's to look what happened. `body` is as the API takes it. */
  startRecording(
    app: AppIdentity,
    body: Readonly<Record<string, unknown>>,
    options: CallOptions,
  ): Promise<ObservedRecording>;
}

const oneRecording = z.object({ data: recordingSchema }).transform(({ data }) => data);
const oneSession = z.object({ data: sessionSchema }).transform(({ data }) => data);
const anything = z.object({}).transform(() => true);

/** Makes the API's client; it opens no connection before the first call. */
export function createClient(parts: ClientParts): RecordingsApi {
  const get = <T>(path: string, schema: z.ZodType<T>, options: CallOptions) =>
    readAgain(parts, { method: "GET", path }, { ...options, schema });
  const readPage: PageReader = (line, options) =>
    readAgain(parts, { method: "GET", ...line }, { ...options, schema: pageSchema });
  return {
    getRecording: (identity, options) => get(recordingPath(identity), oneRecording, options),
    listRecordings: (app, filter, options) =>
      listAll(readPage, { path: recordingsPath(app), query: toQuery(filter) }, options),
    getActiveRecording: (meeting, options) =>
      unlessMissing(
        undefined,
        get(
          `${recordingsPath(meeting)}/active-recording/${encodeURIComponent(meeting.meetingId)}`,
          oneRecording,
          options,
        ),
      ),
    hasLiveSession: (meeting, options) =>
      unlessMissing(false, get(`${meetingPath(meeting)}/active-session`, oneSession, options)),
    hasMeeting: (meeting, options) => unlessMissing(false, get(meetingPath(meeting), anything, options)),
    sendAction: (identity, action, options) =>
      sendOnce(
        parts,
        { method: "PUT", path: recordingPath(identity), body: { action } },
        { ...options, schema: oneRecording },
      ),
    startRecording: (app, body, options) =>
      sendOnce(
        parts,
        { method: "POST", path: recordingsPath(app), body },
        { ...options, schema: oneRecording },
      ),
  };
}

function appPath({ accountId, appId }: AppIdentity): string {
  return `/accounts/${encodeURIComponent(accountId)}/realtime/kit/${encodeURIComponent(appId)}`;
}

const recordingsPath = (app: AppIdentity) => `${appPath(app)}/recordings`;
const recordingPath = (identity: RecordingIdentity) =>
  `${recordingsPath(identity)}/${encodeURIComponent(identity.recordingId)}`;
const meetingPath = (meeting: MeetingIdentity) =>
  `${appPath(meeting)}/meetings/${encodeURIComponent(meeting.meetingId)}`;

async function unlessMissing<T>(otherwise: T, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundError) return otherwise;
    throw error;
  }
}

function toQuery(filter: RecordingFilter): Record<string, string> {
  const { meetingId, status, expired, search, startTime, endTime, sortOrder } = filter;
  const query = {
    meeting_id: meetingId,
    // The specification says explode: false, so one parameter with commas.
    status: status?.join(","),
    expired: expired?.toString(),
    search,
    start_time: startTime,
    end_time: endTime,
    sort_by: sortOrder && "invokedTime",
    sort_order: sortOrder,
  };
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** True when the API says that the meeting is being recorded already. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.refusal.status === 409;
}
