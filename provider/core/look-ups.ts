/** Reads recordings for a program: the same calls, settings and messages as the resources have. */

import type { RecordingFilter, RecordingsApi } from "../api/client";
import { deadlineIn, systemClock } from "../api/clock";
import { NotFoundError, RealtimeKitError } from "../api/errors";
import type { CallOptions } from "../api/requests";
import type { ObservedRecording } from "../api/wire";
import { connect } from "./connect";
import { ConfigurationError, RecordingNotFoundError } from "./errors";
import { COMMON_RULES, idOf } from "./inputs";
import { NoActiveRecordingError } from "./meeting-errors";
import { checkAgainst, type Rules } from "./rules";
import {
  type ConnectionSettings,
  type Env,
  findSetting,
  type ReadConfig,
  resolveConnection,
} from "./settings";

/** Where settings come from. */
export interface Sources {
  readonly readConfig: ReadConfig;
  readonly env: Env;
}

/** An app, each part from configuration where it isn't given. */
export interface AppArgs {
  readonly accountId?: string | undefined;
  readonly appId?: string | undefined;
}

const TIMEOUT_MS = 10 * 60_000;

const ACCOUNT_AND_APP = {
  accountId: COMMON_RULES.accountId,
  appId: COMMON_RULES.appId,
} as const satisfies Rules;
const BY_RECORDING = { recordingId: idOf("recording"), ...ACCOUNT_AND_APP } as const satisfies Rules;
const BY_MEETING = { meetingId: idOf("meeting"), ...ACCOUNT_AND_APP } as const satisfies Rules;

/** @throws RecordingNotFoundError with the id; ConfigurationError for a wrong argument or setting. */
export async function lookUpRecording(
  args: AppArgs & { readonly recordingId: string },
  sources: Sources,
): Promise<ObservedRecording> {
  const identity = complete({ name: "getRecording", rules: BY_RECORDING }, args, sources);
  try {
    return await apiFor(sources).getRecording(identity, callOptions());
  } catch (error) {
    if (error instanceof NotFoundError) throw new RecordingNotFoundError(identity, { cause: error });
    throw error;
  }
}

/** @throws NoActiveRecordingError with the meeting's id; ConfigurationError for a wrong argument or setting. */
export async function lookUpActiveRecording(
  args: AppArgs & { readonly meetingId: string },
  sources: Sources,
): Promise<ObservedRecording> {
  const meeting = complete({ name: "getActiveRecording", rules: BY_MEETING }, args, sources);
  const active = await apiFor(sources).getActiveRecording(meeting, callOptions());
  if (!active) throw new NoActiveRecordingError(meeting);
  return active;
}

/** All pages, read as far as the caller goes. */
export async function* lookUpRecordings(
  args: AppArgs & RecordingFilter,
  sources: Sources,
): AsyncGenerator<ObservedRecording> {
  const { accountId, appId, meetingId, ...others } = args;
  const name = "listRecordings";
  // An empty filter would let everything through: more likely, what it should be made of was missing.
  if (others.status?.length === 0)
    throw new ConfigurationError(`${name}: status has no status; leave it out for all of them`);
  const rules = meetingId === undefined ? ACCOUNT_AND_APP : BY_MEETING;
  const where: AppArgs & Pick<RecordingFilter, "meetingId"> =
    meetingId === undefined ? { accountId, appId } : { accountId, appId, meetingId };
  const app = complete({ name, rules }, where, sources);
  const filter = app.meetingId === undefined ? others : { ...others, meetingId: app.meetingId };
  for await (const { items } of apiFor(sources).listPages(app, filter, callOptions()))
    yield* items.map(({ recording }) => recording);
}

/** True for an error that a user can mend; what else is thrown is a mistake in this package. */
export function isExpected(error: unknown): error is RealtimeKitError {
  return error instanceof RealtimeKitError;
}

function complete<A extends AppArgs>(
  callee: { name: string; rules: Rules },
  args: A,
  { readConfig, env }: Sources,
): A & { accountId: string; appId: string } {
  const filled: Record<string, unknown> = Object.fromEntries(Object.entries(args));
  for (const name of ["accountId", "appId"] as const)
    filled[name] ??= findSetting(name, readConfig, env)?.value;
  const { inputs, failures } = checkAgainst(callee, filled);
  if (failures.length === 0) return inputs as unknown as A & { accountId: string; appId: string };
  const reasons = failures.map(({ property, reason }) => `${property} ${reason}`);
  throw new ConfigurationError(`${callee.name}: ${reasons.join("; ")}`);
}

function callOptions(): CallOptions {
  return { deadline: deadlineIn(TIMEOUT_MS, systemClock), notify: () => {} };
}

const apis = new Map<string, RecordingsApi>();

/** One client for each base URL and token, so that all look-ups of a program share a pool and a pacer. */
function apiFor({ readConfig, env }: Sources): RecordingsApi {
  const settings: ConnectionSettings = resolveConnection(readConfig, env);
  const key = `${settings.baseUrl} ${settings.apiToken}`;
  const api = apis.get(key) ?? connect(settings, { clock: systemClock, env });
  apis.set(key, api);
  return api;
}
