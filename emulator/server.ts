/** Serves the emulator on loopback, and ends it at once when asked. */

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { EmulatorEnv } from "./app-env";

/** The only address the emulator listens on: it has no real credentials to guard, and lets anyone in. */
const HOST = "127.0.0.1";

/** Starts to listen; resolves when connections are accepted. */
export async function listen(app: Hono<EmulatorEnv>, port: number): Promise<Server> {
  // The globals are left alone: the emulator may run in the same process as the client under test.
  const listener = getRequestListener((request, env) => app.fetch(request, env as EmulatorEnv["Bindings"]), {
    overrideGlobalObjects: false,
  });
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  return server;
}

/** `http://127.0.0.1:PORT` of a listening server. */
export function originOf(server: Server): string {
  return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

/** How long to wait when somebody else got the port in between, in milliseconds. */
const RETRY_MS = 20;

/** Cuts every connection and refuses new ones for `ms` real milliseconds, then listens at the same port again. */
export async function interruptListening(server: Server, ms: number, closing: AbortSignal): Promise<void> {
  if (!server.listening) return;
  const { port } = server.address() as AddressInfo;
  await closeServer(server);
  await sleep(ms, undefined, { signal: closing }).catch(() => undefined);
  while (!closing.aborted && !server.listening) {
    server.listen(port, HOST);
    // Rejects on an error, such as a port that is in use.
    await once(server, "listening").catch(() => sleep(RETRY_MS));
  }
  if (closing.aborted && server.listening) await closeServer(server);
}

/** Stops listening and cuts every connection, those that wait for an answer too. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
