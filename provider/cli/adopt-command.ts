/** `pulumi-realtimekit adopt`: reads what the API has and prints declarations for it. */

import { parseArgs } from "node:util";
import { RealtimeKitError } from "../api/errors";
import { printable, withoutControls } from "../api/printable";
import { LIVE_STATUSES } from "../api/wire";
import { ConfigurationError } from "../core/errors";
import { COMMON_RULES, idOf } from "../core/inputs";
import { lookUpRecordings, type Sources } from "../core/look-ups";
import type { Rule } from "../core/rules";
import { findSetting, SETTINGS } from "../core/settings";
import { STATUSES } from "../core/status";
import { FORMATS, type Format, nameRecordings, render } from "./adopt";

const LIVE = LIVE_STATUSES.join(",");

const ADOPT_HELP = `Usage: pulumi-realtimekit adopt [options]

Prints declarations for the recordings that already run, with their states as they are: paste them into a stack, and
"pulumi up" takes the recordings over without sending anything. It reads from the API and changes nothing.

  --account ID     Cloudflare account id (else CLOUDFLARE_ACCOUNT_ID)
  --app ID         RealtimeKit app id (else REALTIMEKIT_APP_ID)
  --meeting ID     only this meeting's recordings
  --status LIST    statuses, with commas between (default: ${LIVE})
  --format FORMAT  config (YAML for Pulumi.<stack>.yaml; default) or program (TypeScript)

The API token comes from CLOUDFLARE_API_TOKEN, the API's address from CLOUDFLARE_BASE_URL.
`;

const sources: Sources = { readConfig: () => undefined, env: process.env };

async function adopt(args: string[]): Promise<string> {
  const { account, app, meeting, status, format } = parseOptions(args);
  const identity = {
    accountId: checked("account", COMMON_RULES.accountId, account ?? fromEnvironment("account", "accountId")),
    appId: checked("app", COMMON_RULES.appId, app ?? fromEnvironment("app", "appId")),
  };
  if (!findSetting("apiToken", sources.readConfig, sources.env))
    throw new ConfigurationError(`the API token is missing: set ${SETTINGS.apiToken.env}`);
  const meetingId = meeting === undefined ? undefined : checked("meeting", idOf("meeting"), meeting);
  const filter = { status: parseStatuses(status), ...(meetingId ? { meetingId } : {}) };
  const recordings = [];
  for await (const recording of lookUpRecordings({ ...identity, ...filter }, sources))
    recordings.push(recording);
  return render(format as Format, identity, nameRecordings(recordings));
}

function fromEnvironment(option: string, name: "accountId" | "appId"): string {
  const setting = findSetting(name, sources.readConfig, sources.env);
  if (setting) return setting.value;
  throw new ConfigurationError(`the ${option} is missing: give --${option} or set ${SETTINGS[name].env}`);
}

/** The option's value as its rule makes it; the same rules as for the inputs of resources. */
function checked(option: string, { schema, expected }: Rule, value: string): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as string;
  throw new ConfigurationError(`--${option} must be ${expected}, but is ${shown(value)}`);
}

/** A wrong value as a message shows it: on one line, and not to its end where it has none. */
const shown = (value: string) => printable(JSON.stringify(value));

function parseOptions(args: string[]) {
  const text = { type: "string" } as const;
  const options = {
    account: text,
    app: text,
    meeting: text,
    status: { ...text, default: LIVE },
    format: { ...text, default: FORMATS[0] as string },
  };
  const { values } = parseArgs({ args, options });
  if (!FORMATS.includes(values.format as Format)) {
    throw new ConfigurationError(`--format must be ${FORMATS.join(" or ")}, but is ${shown(values.format)}`);
  }
  return values;
}

function parseStatuses(text: string): string[] {
  const statuses = text.split(",").map((status) => status.trim().toUpperCase());
  const wrong = statuses.find((status) => !(STATUSES as readonly string[]).includes(status));
  if (wrong !== undefined)
    throw new ConfigurationError(`--status knows ${STATUSES.join(", ")}, but not ${shown(wrong)}`);
  return statuses;
}

/** Node's own errors about options are for the user too. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof RealtimeKitError ||
    String((error as { code?: unknown })?.code).startsWith("ERR_PARSE_ARGS")
  );
}

/** Runs the command; resolves with its exit code. */
export async function runAdopt(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(ADOPT_HELP);
    return 0;
  }
  try {
    process.stdout.write(await adopt(args));
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    const hint = error instanceof RealtimeKitError ? "" : "; what it takes: pulumi-realtimekit adopt --help";
    process.stderr.write(`${withoutControls(error.message)}${hint}\n`);
    return 1;
  }
}
