/** Shows an operation's messages on its resource's own row of `pulumi up`, through the engine's log call. */

import { createRequire } from "node:module";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { printable } from "../api/printable";
import type { Reporter } from "../core/reporter";

/** A reporter whose messages are sent in the background. */
export interface EngineReporter extends Reporter {
  /** Says how it stands in the end, in place of the progress that is shown; nothing where there is none. */
  conclude(text: string): void;
  /** Resolves when the engine took every message, or its time is over. */
  flush(): Promise<void>;
}

const SEVERITY = { info: 1, warning: 2 } as const;
/** In milliseconds: progress is soon outdated, but what an update will do has to be told before it is done. */
const PROGRESS_TIMEOUT_MS = 2_000;
const LASTING_TIMEOUT_MS = 30_000;

/**
 * Makes reporters for resources by URN; what has none is told at the stack's row, once for all. Without an engine's
 * address they are silent.
 */
export function createEngineLog(address: string | undefined): (urn: string | undefined) => EngineReporter {
  let engine: Engine | undefined;
  const report = (urn: string): EngineReporter => {
    let sent = Promise.resolve();
    let shown: string | undefined;
    const log = (text: string, severity: number, ephemeral: boolean) => {
      if (!address) return;
      engine ??= connect(address);
      const { log: send } = engine;
      // One after the other: calls that are under way at once arrive in any order, and the last one stays on the row.
      sent = sent.then(() => send({ urn, message: printable(text), severity, ephemeral }));
    };
    const progress = (text: string) => {
      // Where there is no terminal, each one is a line of the log.
      if (text !== shown) log(text, SEVERITY.info, true);
      shown = text;
    };
    return {
      progress,
      conclude: (text) => {
        if (shown !== undefined) progress(text);
      },
      info: (text) => log(text, SEVERITY.info, false),
      warn: (text) => log(text, SEVERITY.warning, false),
      flush: () => sent,
    };
  };
  const stack = report("");
  return (urn) => (urn === undefined ? stack : report(urn));
}

interface Message {
  readonly urn: string;
  readonly message: string;
  readonly severity: number;
  readonly ephemeral: boolean;
}

interface Engine {
  log(message: Message): Promise<void>;
}

/** Loads gRPC at the first message only, and from Pulumi's own dependencies, so that both use one copy. */
function connect(address: string): Engine {
  const requireAsPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { credentials } = requireAsPulumi("@grpc/grpc-js");
  const { EngineClient: Client } = requireAsPulumi("./proto/engine_grpc_pb");
  const { LogRequest } = requireAsPulumi("./proto/engine_pb");
  const client: EngineClient = new Client(address, credentials.createInsecure());
  return {
    log: (message) => {
      const request = new LogRequest();
      request.setUrn(message.urn);
      request.setMessage(message.message);
      request.setSeverity(message.severity);
      request.setEphemeral(message.ephemeral);
      // A message that doesn't arrive must never fail what it reports on.
      const timeoutMs = message.ephemeral ? PROGRESS_TIMEOUT_MS : LASTING_TIMEOUT_MS;
      return new Promise((resolve) => {
        client.log(request, { deadline: Date.now() + timeoutMs } as never, () => resolve());
      });
    },
  };
}

/** `pulumi preview --diff` prints messages after all resources, where only the name tells which one is meant. */
export function named(text: string, urn: unknown): string {
  return typeof urn === "string" ? `${nameOf(urn)}: ${text}` : text;
}

/** A resource's name, as its program gives it. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
