/** Bare servers that answer whatever a test wants, and clocks that only record what they were asked. */

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Server as NetServer } from "node:net";
import type { Dispatcher } from "undici";
import type { Clock } from "../../provider/api/clock";
import { createDispatcher } from "../../provider/api/endpoint";
import type { CallOptions } from "../../provider/api/requests";
import type { ApiRequest, Connection } from "../../provider/api/transport";

export const TOKEN = "token-of-the-api-tests";
export const TOKEN_SOURCE = "the configuration key realtimekit:apiToken";

/** The ids of a recording, and where it is found below the base URL. */
export const IDENTITY = {
  accountId: "023e105f4ecef8ad9ca31a8372d0c353",
  appId: "2a95132c15732412d22c1476fa83f27a",
  recordingId: "97440c6a-140b-40a9-9499-b23fd7a3868a",
};
export const PATH = `/accounts/${IDENTITY.accountId}/realtime/kit/${IDENTITY.appId}/recordings/${IDENTITY.recordingId}`;
export const GET: ApiRequest = { method: "GET", path: PATH, timeoutMs: 5_000 };
export const RECORDING = { id: IDENTITY.recordingId, status: "RECORDING" };

/** What a test may do with servers; all are closed after it. */
export interface Servers {
  /** Starts an HTTP server on loopback and returns its base URL. */
  serve(listener: RequestListener): Promise<string>;
  /** Listens on loopback with a server of any kind and returns its port. */
  listen(server: NetServer): Promise<number>;
  /** A connection with the provider's own dispatcher. */
  connect(baseUrl: string): Connection;
}

/** Closes after each test what the test has opened. */
export function useServers(): Servers {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  const listen = async (server: NetServer) => {
    closers.push(() => closeServer(server));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  };
  return {
    listen,
    serve: async (listener) => `http://127.0.0.1:${await listen(createServer(listener))}`,
    connect: (baseUrl) => {
      const dispatcher: Dispatcher = createDispatcher(baseUrl);
      closers.push(() => dispatcher.destroy());
      return { baseUrl, apiToken: TOKEN, tokenSource: TOKEN_SOURCE, dispatcher };
    },
  };
}

async function closeServer(server: NetServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  (server as Partial<Server>).closeAllConnections?.();
  await closed;
}

/** Answers every request with the same. */
export function answering(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** A clock whose sleeps take no time but are recorded; it stands still but for them. */
export interface RecordingClock extends Clock {
  readonly sleeps: number[];
  /** Turns it forward. */
  advance(ms: number): void;
}

export function recordingClock(startMs = 1_000_000): RecordingClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: async (ms) => {
      sleeps.push(ms);
      nowMs += ms;
    },
  };
}

/** Options of a call that may take `ms` milliseconds of the clock, and what it says while it waits. */
export function within(ms: number, clock: Clock): CallOptions & { said: string[] } {
  const said: string[] = [];
  return { deadline: { at: clock.now() + ms, totalMs: ms }, notify: (text) => said.push(text), said };
}
