/** An emulator in a process of its own, so that its work isn't the measuring process's. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID } from "../emulator";
import { connectControlPlane, type RemoteControlPlane } from "../emulator/control-client";
import { LATENCY_MS, PAGE_SIZE, UPLOADING_MS } from "./settings";

const TOKEN = "token-of-the-benchmark";
const CLI = path.join(__dirname, "..", "emulator", "cli.ts");
const ARGS = ["--token", TOKEN, "--latency-ms", String(LATENCY_MS), "--set", `uploadingMs=${UPLOADING_MS}`];
const PAGE = ["--set", `perPageMax=${PAGE_SIZE}`];

/** A running emulator. */
export interface ServedEmulator {
  readonly control: RemoteControlPlane;
  /** What every contender's environment says about the API. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts one and waits until it listens. */
export async function serveEmulator(): Promise<ServedEmulator> {
  const child = spawn(process.execPath, ["--import", "tsx", CLI, ...ARGS, ...PAGE], {
    cwd: path.join(__dirname, ".."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const close = () => endChild(child);
  try {
    const baseUrl = await readBaseUrl(child);
    return { control: connectControlPlane(baseUrl), env: envFor(baseUrl), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function envFor(baseUrl: string): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_BASE_URL: baseUrl,
    CLOUDFLARE_API_TOKEN: TOKEN,
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
  };
}

async function readBaseUrl(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const ended = once(lines, "close").then(() => [""]);
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  const baseUrl = /^CLOUDFLARE_BASE_URL=(\S+)$/.exec(line)?.[1];
  if (!baseUrl) throw new Error("the emulator ended before it said where it listens");
  return baseUrl;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill();
  await closed;
}
