/** The engine's side of a provider process: a gRPC server on loopback that keeps what is logged to it. */

import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { eventually } from "./eventually";
import { Empty, EngineService, grpc } from "./grpc";

/** One message for the user, as the engine gets it. */
export interface LoggedMessage {
  readonly urn: string;
  readonly text: string;
  readonly severity: "debug" | "info" | "warning" | "error";
  /** Shown on the resource's row only until the next one comes. */
  readonly ephemeral: boolean;
}

/** A listening engine. */
export interface FakeEngine {
  /** `127.0.0.1:PORT`, the only argument of a provider process. */
  readonly address: string;
  /** Everything logged so far, oldest first; tests may empty it. */
  readonly messages: LoggedMessage[];
  /** Resolves when a message fits that was there or comes within ten seconds. */
  message(pattern: RegExp): Promise<LoggedMessage>;
  /** From now on it answers every message with an error. */
  refuse(): void;
  /** From now on it takes so long for every message, in milliseconds. */
  lag(ms: number): void;
  close(): void;
}

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

/** Starts one on a port that the system gives. */
export async function startFakeEngine(): Promise<FakeEngine> {
  const messages: LoggedMessage[] = [];
  const server = new grpc.Server();
  let isRefusing = false;
  let lagMs = 0;
  server.addService(EngineService as never, {
    log: (call: ServerUnaryCall<LogRequest, unknown>, callback: sendUnaryData<unknown>) => {
      if (isRefusing) return callback({ code: grpc.status.UNAVAILABLE });
      setTimeout(() => {
        if (call.cancelled) return;
        messages.push(readMessage(call.request));
        callback(null, new Empty());
      }, lagMs);
    },
  });
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}`,
    messages,
    message: (pattern) => eventually(() => messages.find(({ text }) => pattern.test(text))),
    refuse: () => {
      isRefusing = true;
    },
    lag: (ms) => {
      lagMs = ms;
    },
    close: () => server.forceShutdown(),
  };
}

function readMessage(request: LogRequest): LoggedMessage {
  return {
    urn: request.getUrn(),
    text: request.getMessage(),
    severity: SEVERITIES[request.getSeverity()] ?? "error",
    ephemeral: request.getEphemeral(),
  };
}

function listen(server: InstanceType<typeof grpc.Server>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
