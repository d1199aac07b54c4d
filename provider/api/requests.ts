/** Repeats reads whose answers got lost and sends everything else once, within a deadline and the API's budget. */

import type { z } from "zod";
import { type Backoff, backoffMs } from "./backoff";
import { type Clock, type Deadline, remainingMs } from "./clock";
import { InvalidResponseError, isTransient, NotSentError, TooManyRequests } from "./errors";
import { ANSWER_GRACE_MS, type Interruption } from "./interruption";
import type { NotifyWait, Pacer } from "./pacer";
import type { Headers } from "./rate-limit";
import { type ApiRequest, type Connection, send } from "./transport";
import type { Envelope } from "./wire";

/** What a call may take, and whom to tell while it waits for the API's budget. */
export interface CallOptions {
  readonly deadline: Deadline;
  readonly notify: NotifyWait;
}

/** What a client is made of. */
export interface ClientParts {
  readonly connection: Connection;
  readonly pacer: Pacer;
  readonly clock: Clock;
  /** Ends what goes on; default: nothing does. */
  readonly interruption?: Interruption | undefined;
}

/** A request without its time, which the deadline decides. */
export type Line = Omit<ApiRequest, "timeoutMs" | "onAnswer" | "signal">;

/** What a call expects of the answer's envelope. */
export interface Call<T> extends CallOptions {
  readonly schema: z.ZodType<T>;
}

/** A single request's time, in milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** How often a read is tried when its answers get lost. */
const MAX_READ_TRIES = 5;
const READ_BACKOFF: Backoff = { firstMs: 250, maxMs: 8_000, factor: 2 };

/** The pause after a 429 that doesn't say how long, and the shortest after one that does. */
const UNTOLD_PAUSE_MS = 5_000;
const MIN_PAUSE_MS = 1_000;

/** Reads; a lost or garbled answer, and one that was over the limit, is asked for again. */
export async function readAgain<T>(parts: ClientParts, line: Line, call: Call<T>): Promise<T> {
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

/**
 * Sends one request, once; after a lost answer nobody knows whether it had its effect. What changes something is not
 * sent after the deadline, but is waited for beyond it: decision 025.
 */
export async function sendOnce<T>(parts: ClientParts, line: Line, call: Call<T>): Promise<T> {
  const { connection, pacer, clock, interruption } = parts;
  await pacer.enter(call.deadline, call.notify);
  let headers: Headers | undefined;
  const onAnswer = (answered: Headers) => {
    headers = answered;
  };
  try {
    interruption?.signal.throwIfAborted();
    const leftMs = remainingMs(call.deadline, clock);
    if (leftMs <= 0) throw new NotSentError(line);
    const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, line.method === "GET" ? leftMs : leftMs + ANSWER_GRACE_MS);
    const signal = line.method === "GET" ? interruption?.signal : interruption?.lastCall;
    return parse(line, call.schema, await send(connection, { ...line, timeoutMs, onAnswer, signal }));
  } catch (error) {
    if (error instanceof TooManyRequests) {
      pacer.hold(Math.max(MIN_PAUSE_MS, error.retryAfterMs ?? UNTOLD_PAUSE_MS));
    }
    throw error;
  } finally {
    pacer.leave(headers);
  }
}

function parse<T>(line: Line, schema: z.ZodType<T>, envelope: Envelope): T {
  const parsed = schema.safeParse(envelope);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new InvalidResponseError(line, `a success whose ${where} is not as the API documents it`, true);
}
