/** Answers that no well-behaved server gives: cut, stalled, or none at all. */

import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { EmulatorEnv } from "../app-env";

/** Closes the connection without an answer; with `reset`, by a TCP reset rather than an orderly end. */
export function dropConnection(c: Context<EmulatorEnv>, reset: boolean): Response {
  const { socket } = c.env.incoming;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/**
 * Sends the headers, with the full length, and the first `bytes` of the body, then leaves the rest to `then`.
 *
 * @param bytes - default: half of the body
 */
export async function sendPart(
  c: Context<EmulatorEnv>,
  response: Response,
  bytes: number | undefined,
  then: (rest: Buffer, outgoing: ServerResponse) => Promise<void>,
): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const sent = Math.min(bytes ?? Math.floor(body.length / 2), body.length);
  const { outgoing } = c.env;
  const headers = { ...Object.fromEntries(response.headers), "content-length": body.length };
  outgoing.writeHead(response.status, headers);
  // Flushed by itself, so that the client has the status although not a byte of the body may follow.
  outgoing.flushHeaders();
  const written = new Promise<void>((resolve) => outgoing.write(body.subarray(0, sent), () => resolve()));
  void written.then(() => then(body.subarray(sent), outgoing)).catch(() => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}
