/** The command that serves an emulator until it is interrupted, under whichever name it is called. */

import path from "node:path";
import { parseArgs } from "node:util";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type SettingsPatch,
  startEmulator,
} from "./index";

/** Beside this file, in the repository and in the package. */
const README = path.relative(process.cwd(), path.join(__dirname, "README.md"));

const usage = (command: string) => `Usage: ${command} [options]

  --port <port>         TCP port on 127.0.0.1 (default: one that is free)
  --token <token>       accept only this token; repeatable (default: any)
  --latency-ms <ms>     delay every answer by this much
  --set <name>=<value>  any setting of the README, e.g. --set invokedMs=0; repeatable
  --help                show this

The README is ${README}`;

interface CliOptions {
  port: number;
  settings: SettingsPatch;
  help: boolean;
}

/** Reads the command line; throws with a message for the user when it is wrong. */
function readOptions(args: string[]): CliOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      token: { type: "string", multiple: true, default: [] },
      "latency-ms": { type: "string", default: "0" },
      set: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  const settings: Record<string, unknown> = Object.fromEntries(values.set.map(readAssignment));
  if (values.token.length > 0) settings.tokens = values.token.map((token) => ({ token }));
  if (values["latency-ms"] !== "0") settings.latencyMs = readLatency(values["latency-ms"]);
  return { port: readPort(values.port), settings, help: values.help };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port takes a number from 0 to 65535, not "${text}"`);
}

function readLatency(text: string): number {
  const ms = Number(text);
  if (text.trim() !== "" && ms >= 0 && Number.isFinite(ms)) return ms;
  throw new Error(`--latency-ms takes a number of milliseconds, not "${text}"`);
}

function readAssignment(text: string): [string, unknown] {
  const [name = "", ...rest] = text.split("=");
  if (rest.length === 0) throw new Error(`--set takes name=value, not "${text}"`);
  const value = rest.join("=");
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

/** What the user is told: lines that a shell can read, with the hints as comments. */
function greeting({ baseUrl, origin }: Emulator, settings: SettingsPatch): string {
  const token = settings.tokens?.length ? "one you gave with --token" : "any";
  return `CLOUDFLARE_BASE_URL=${baseUrl}
# CLOUDFLARE_API_TOKEN   ${token}
# CLOUDFLARE_ACCOUNT_ID  ${DEFAULT_ACCOUNT_ID}, or any other
# REALTIMEKIT_APP_ID     ${DEFAULT_APP_ID}, or any other
# Control plane          ${origin}/__emulator, see ${README}
# Make a recording       curl -X POST ${origin}/__emulator/recordings
# Ctrl-C ends it.`;
}

/**
 * Serves an emulator until SIGINT or SIGTERM, which end the process with 0. Resolves with an exit code at once where there
 * is nothing to serve, and with `undefined` as soon as it serves.
 *
 * @param command - how the user calls it, for the usage
 */
export async function runEmulator(args: string[], command: string): Promise<number | undefined> {
  try {
    const { port, settings, help } = readOptions(args);
    if (help) console.log(usage(command));
    else await serve(port, settings);
    return help ? 0 : undefined;
  } catch (error) {
    console.error(explain(error as NodeJS.ErrnoException, usage(command)));
    return 1;
  }
}

async function serve(port: number, settings: SettingsPatch): Promise<void> {
  const emulator = await startEmulator({ port, settings });
  const end = () => void emulator.close().then(() => process.exit(0));
  // Not `once`: tsx and npm pass on a Ctrl-C that has already come here, and the second one would kill.
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  endWithNpm(end);
  console.log(greeting(emulator, settings));
}

/** How often npm is looked for, in milliseconds. */
const NPM_INTERVAL_MS = 500;

/** npm and npx end at a SIGTERM without passing it on: what they started would serve for ever. */
function endWithNpm(end: () => void): void {
  if (!process.env.npm_command) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), NPM_INTERVAL_MS).unref();
}

/** The usage helps where something is wrong with how the command was called. */
function explain(error: NodeJS.ErrnoException, usageText: string): string {
  if (error.code !== "EADDRINUSE") return `${error.message}\n\n${usageText}`;
  const { port } = error as { port?: number };
  return `port ${port} is in use: give another one with --port`;
}
