/** The recordings API, typed: reads are repeated when an answer got lost, actions are sent once. */

import type { z } from "zod";
import { type Backoff, backoffMs } from "./backoff";
import { type Clock, type Deadline, remainingMs } from "./clock";
import { ConnectionError, InvalidResponseError, isTransient, TooManyRequests } from "./errors";
import type { NotifyWait, Pacer } from "./pacer";
import { type ApiRequest, type Connection, send } from "./transport";
import { type ObservedRecording, recordingSchema } from "./wire";

/** The three ids that every request about a recording needs. */
export interface RecordingIdentity {
  /** Cloudflare account id. */
  readonly accountId: string;
  /** RealtimeKit app id. */
  readonly appId: string;
  /** Recording id, a UUID in lower case. */
  readonly recordingId: string;
}

/** What the API can be asked to do with a recording. */
export type Action = "pause" | "resume" | "stop";

/** What a call may take, and whom to tell while it waits for the API's budget. */
export interface CallOptions {
  readonly deadline: Deadline;
  readonly notify: NotifyWait;
}

/** The recordings API. */
export interface RecordingsApi {
  /** Reads one recording; lost answers are asked for again, a few times. */
  getRecording(identity: RecordingIdentity, options: CallOptions): Promise<ObservedRecording>;
  /** Sends one action, once; after a lost answer it is the caller's to observe what happened. */
  sendAction(identity: RecordingIdentity, action: Action, options: CallOptions): Promise<ObservedRecording>;
}

/** A single request's time, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** How often a read is tried when its answers get lost. */
const MAX_READ_TRIES = 5;
const READ_BACKOFF: Backoff = { firstMs: 250, maxMs: 8_000, factor: 2 };

/** The pause after a 429 that doesn't say how long, and the shortest after one that does. */
const UNTOLD_PAUSE_MS = 5_000;
const MIN_PAUSE_MS = 1_000;

/** What a client is made of. */
export interface ClientParts {
  readonly connection: Connection;
  readonly pacer: Pacer;
  readonly clock: Clock;
}

/** Makes the API's client; it opens no connection before the first call. */
export function createClient(parts: ClientParts): RecordingsApi {
  return {
    getRecording: async (identity, options) => {
      const line = { method: "GET", path: recordingPath(identity) };
      return await readData(parts, line, { ...options, schema: recordingSchema });
    },
    sendAction: async (identity, action, options) => {
      const line = { method: "PUT", path: recordingPath(identity), body: { action } };
      return await sendOnce(parts, line, { ...options, schema: recordingSchema });
    },
  };
}

function recordingPath({ accountId, appId, recordingId }: RecordingIdentity): string {
  const [account, app, recording] = [accountId, appId, recordingId].map(encodeURIComponent);
  return `/accounts/${account}/realtime/kit/${app}/recordings/${recording}`;
}

type Line = Omit<ApiRequest, "timeoutMs">;
type Call<T> = CallOptions & { readonly schema: z.ZodType<T> };

async function readData<T>(parts: ClientParts, line: Line, call: Call<T>): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await sendOnce(parts, line, call);
    } catch (error) {
      // A 429 closed the gate: the next try waits there, for as long as the deadline allows.
      if (error instanceof TooManyRequests) continue;
      const pauseMs = backoffMs(READ_BACKOFF, failed++);
      const isOver = failed >= MAX_READ_TRIES || pauseMs >= remainingMs(call.deadline, parts.clock);
      if (!isTransient(error) || isOver) throw error;
      await parts.clock.sleep(pauseMs);
    }
  }
}

async function sendOnce<T>({ connection, pacer, clock }: ClientParts, line: Line, call: Call<T>): Promise<T> {
  await pacer.ready(call.deadline, call.notify);
  const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, remainingMs(call.deadline, clock));
  if (timeoutMs <= 0)
    throw new ConnectionError(line, "the operation's time was over before it could be sent");
  try {
    const { data } = await send(connection, { ...line, timeoutMs });
    return parseData(line, call.schema, data);
  } catch (error) {
    if (error instanceof TooManyRequests) {
      pacer.hold(Math.max(MIN_PAUSE_MS, error.retryAfterMs ?? UNTOLD_PAUSE_MS));
    }
    throw error;
  }
}

function parseData<T>(line: Line, schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => ["data", ...issue.path].join(".")).join(", ");
  throw new InvalidResponseError(line, `a success whose ${where} is not as the API documents it`, true);
}
