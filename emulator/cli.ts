/** Serves an emulator from the command line until it is interrupted. */

import { parseArgs } from "node:util";
import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type SettingsPatch,
  startEmulator,
} from "./index";

const USAGE = `Usage: npm run emulator -- [options]

  --port <port>         TCP port on 127.0.0.1 (default: one that is free)
  --token <token>       accept only this token; repeatable (default: any)
  --latency-ms <ms>     delay every answer by this much
  --set <name>=<value>  any setting of emulator/README.md, e.g. --set invokedMs=0; repeatable
  --help                show this`;

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
  if (values["latency-ms"] !== "0") settings.latencyMs = Number(values["latency-ms"]);
  return { port: readPort(values.port), settings, help: values.help };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port takes a number from 0 to 65535, not "${text}"`);
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
# app id                 ${DEFAULT_APP_ID}, or any other
# Control plane          ${origin}/__emulator, see emulator/README.md
# Make a recording       curl -X POST ${origin}/__emulator/recordings
# Ctrl-C ends it.`;
}

async function main(): Promise<void> {
  const { port, settings, help } = readOptions(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return;
  }
  const emulator = await startEmulator({ port, settings });
  const end = () => void emulator.close().then(() => process.exit(0));
  // Not `once`: tsx and npm pass on a Ctrl-C that has already come here, and the second one would kill.
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  console.log(greeting(emulator, settings));
}

main().catch((error: Error) => {
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
});
