/** Hears that Pulumi was interrupted, or that its engine is gone, in the process that it runs the hooks in. */

import { connect, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { Server } from "node:net";
import { createInterruption, type Interruption } from "../api/interruption";

/**
 * Watches from now on. After an interruption the engine waits for the calls that are under way, as long as they
 * take; one that was killed leaves this process behind, with a declaration that may soon be an old one.
 *
 * @param address the engine's `HOST:PORT`; anything else isn't watched.
 */
export function watchEngine(address: string | undefined): Interruption {
  const interruption = createInterruption();
  for (const server of listeningServers()) whenCancelled(server, interruption.interrupt);
  if (address && /^[\w.-]+:\d+$/.test(address)) whenGone(address, interruption.interrupt);
  return interruption;
}

/** What the engine calls at Ctrl-C, and before it ends a process that it doesn't need any more. */
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

/** Pulumi's own handler of the call does nothing and can't be replaced; this hears the call beside it. */
function whenCancelled(server: Server, listener: () => void): void {
  // A server of another kind has no such event.
  (server as Http2Server).on("stream", (_stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    if (headers[":path"] === CANCEL) listener();
  });
}

/** Pulumi keeps its server to itself, and Node has no documented way to ask; without one, nothing is heard. */
function listeningServers(): Server[] {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => unknown[] };
  return (handles?.call(process) ?? []).filter((handle) => handle instanceof Server);
}

/** Holds a connection that carries nothing; it lasts as long as the engine. */
function whenGone(address: string, listener: () => void): void {
  const session = connect(`http://${address}`);
  session.unref();
  session.once("connect", () => session.once("close", listener));
  // An engine that can't be reached this way isn't watched.
  session.on("error", () => {});
}
