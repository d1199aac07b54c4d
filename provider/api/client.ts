/** The recordings API, typed: every call that this package makes, with its path and the shape of its answer. */

import { z } from "zod";
import { ApiError, InvalidResponseError, NotFoundError } from "./errors";
import { type ListOptions, type ListPart, listPages, type PageReader, PageSize, pageSchema } from "./paging";
import { type CallOptions, type ClientParts, readAgain, sendOnce } from "./requests";
import { LIVE_STATUSES, type ObservedRecording, recordingSchema, sessionSchema } from "./wire";

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

/** How recent the answer about a recording must be; by default, it is asked for now. */
export interface ReadOptions extends CallOptions {
  /** An answer of at most this age will do, in milliseconds. */
  readonly maxAgeMs?: number;
  /** The same for an answer that there is nothing; default {@link maxAgeMs}. */
  readonly noneMaxAgeMs?: number;
  /** True where an item of a list won't do unless {@link known} has what it lacks: the reasons for start and end. */
  readonly isWhole?: boolean;
  /** What is known of the recording, from the state file or from an earlier answer: tells where to look for it. */
  readonly known?: Partial<ObservedRecording> | undefined;
}

/** The recordings API. Reads are repeated a few times when an answer got lost; the others are sent once. */
export interface RecordingsApi {
  getRecording(identity: RecordingIdentity, options: ReadOptions): Promise<ObservedRecording>;
  /** A list page by page, as far as the caller reads; no recording twice. */
  listPages(app: AppIdentity, filter: RecordingFilter, options: ListOptions): AsyncIterable<ListPart>;
  /** The meeting's recordings, the latest first; "live": only those in a status of {@link LIVE_STATUSES}. */
  listOfMeeting(
    meeting: MeetingIdentity,
    among: "live" | "all",
    options: ReadOptions,
  ): Promise<readonly ObservedRecording[]>;
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
  const source = { read: readPage, pageSize: new PageSize() };
  const list: RecordingsApi["listPages"] = (app, filter, options) =>
    listPages(source, { path: recordingsPath(app), query: toQuery(filter) }, options);
  return {
    getRecording: (identity, options) => get(recordingPath(identity), oneRecording, options),
    listPages: list,
    listOfMeeting: async ({ meetingId, ...app }, among, { deadline, notify }) => {
      const status = among === "live" ? { status: LIVE_STATUSES } : {};
      const filter = { meetingId, ...status, sortOrder: "DESC" as const };
      const found: ObservedRecording[] = [];
      for await (const { items, isReadable } of list(app, filter, { deadline, notify })) {
        // Where nothing is found, one is started: an item that can't be read may be the one that runs.
        if (!isReadable) throw unreadableItem(app);
        found.push(...items.map(({ recording }) => recording));
      }
      return found;
    },
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

function unreadableItem(app: AppIdentity): InvalidResponseError {
  const line = { method: "GET", path: recordingsPath(app) };
  return new InvalidResponseError(line, "a list with an item that is no recording", true);
}

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
