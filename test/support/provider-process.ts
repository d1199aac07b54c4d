/** Pulumi's dynamic-provider process, started as the engine starts it and called as the engine calls it. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { PROVIDER_TEXT } from "../../provider/resources/common";
import { grpc, ResourceProviderClient } from "./grpc";
import { createHookCalls, type HookCalls } from "./hook-calls";

/** How to start one. */
export interface ProviderProcessOptions {
  /** `HOST:PORT` of the engine that takes its messages. */
  readonly engineAddress: string;
  /** Added to the inherited environment, from which settings for Pulumi and Cloudflare are taken out. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A running process and its seven hooks. */
export interface ProviderProcess extends HookCalls {
  readonly pid: number;
  /** `127.0.0.1:PORT`, for calls that the hooks' functions can't make. */
  readonly address: string;
  /** The same calls with another text in place of the resources' own. */
  callsWith(providerText: string): HookCalls;
  /** All that it printed on stderr so far. */
  stderr(): string;
  stop(): Promise<void>;
}

/** The repository: `require("pulumi-realtimekit/hooks")` resolves there, by its link to itself, to what was built. */
const REPOSITORY = path.resolve(__dirname, "..", "..");
const SCRIPT = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
const NOT_INHERITED = /^(PULUMI|CLOUDFLARE|REALTIMEKIT)_|_proxy$/i;

/** Starts the process and waits for the port that it prints. */
export async function startProviderProcess(options: ProviderProcessOptions): Promise<ProviderProcess> {
  const child = spawn(process.execPath, [SCRIPT, options.engineAddress], {
    cwd: REPOSITORY,
    env: { ...inheritedEnv(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const port = await readPort(child, () => stderr);
  const credentials = grpc.credentials.createInsecure();
  const address = `127.0.0.1:${port}`;
  const client = new ResourceProviderClient(address, credentials);
  return {
    ...createHookCalls(client, PROVIDER_TEXT),
    pid: child.pid as number,
    address,
    callsWith: (providerText) => createHookCalls(client, providerText),
    stderr: () => stderr,
    stop: async () => {
      client.close();
      await endProcess(child);
    },
  };
}

function inheritedEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
}

async function readPort(child: ChildProcess, stderr: () => string): Promise<number> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const first = once(lines, "line") as Promise<[string]>;
  const ended = once(child, "close").then(() => {
    throw new Error(`the provider process ended before it printed a port:\n${stderr()}`);
  });
  // Both go on after the race; the loser's end is expected.
  ended.catch(() => undefined);
  const [line] = await Promise.race([first, ended]);
  return Number(line);
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill();
  await closed;
}
