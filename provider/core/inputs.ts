/** What a program may declare about a recording: each input's rule, in words and in zod, and its default. */

import { z } from "zod";
import type { RecordingIdentity } from "../api/client";
import { COMMON_DEFAULTS, RECORDING_DEFAULTS } from "./defaults";
import { parseDurationMs } from "./duration";
import { group, oneOf, quoted, type Rules } from "./rules";
import { howToSet, type SettingName } from "./settings";
import { DESIRED_STATES, type DesiredState } from "./status";

/** What deleting the resource does to the recording. */
export const ON_DELETE = ["leave", "stop"] as const;
/** What deleting the resource does to the recording: nothing, or end it. */
export type OnDelete = (typeof ON_DELETE)[number];

/** What an end that nobody declared means. */
export const WHEN_ENDED = ["fail", "accept"] as const;
/** What an end that nobody declared means: an error, or a warning. */
export type WhenEnded = (typeof WHEN_ENDED)[number];

/** How long an operation may take, as durations such as `"90s"`, `"5m"` or `"1h30m"`. */
export interface Timeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** What every resource's inputs have in common, valid and with their defaults. */
export interface CommonInputs {
  readonly accountId: string;
  readonly appId: string;
  readonly state: DesiredState;
  readonly waitForUpload: boolean;
  readonly timeouts?: Timeouts;
}

/** All inputs of a `Recording`, valid and with their defaults. */
export interface RecordingInputs extends RecordingIdentity, CommonInputs {
  readonly onDelete: OnDelete;
  readonly whenEnded: WhenEnded;
}

const matching = (pattern: RegExp) => z.string().regex(pattern);
const missing = (name: SettingName) => `is missing; give it here, or ${howToSet(name)}`;
const duration = {
  schema: z.string().refine((text) => parseDurationMs(text)),
  expected: `a duration up to a week, such as "90s", "5m" or "1h30m"`,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// The specification leaves the app id open; published pages show 32 hex digits, later ones a UUID.
const APP_ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** A row for the id that names what a resource stands for. */
export const idOf = (what: string) => ({
  schema: matching(UUID).toLowerCase(),
  expected: `the ${what}'s id, a UUID`,
  ifMissing: `is missing; it names the ${what} (a UUID)`,
});

/** The rows that every resource has: what is declared, and where. */
export const COMMON_RULES = {
  state: { ...oneOf(DESIRED_STATES), ifMissing: `is missing; declare ${quoted(DESIRED_STATES)}` },
  accountId: {
    schema: matching(/^[0-9a-z]{1,32}$/i),
    expected: "a Cloudflare account id, at most 32 letters and digits",
    ifMissing: missing("accountId"),
  },
  appId: {
    schema: matching(APP_ID),
    expected: "a RealtimeKit app id, a UUID or 32 hexadecimal digits",
    ifMissing: missing("appId"),
  },
} as const satisfies Rules;

/** The rows that every resource has, and that come last: how the declaration is brought about. */
export const OPERATION_RULES = {
  waitForUpload: {
    schema: z.boolean(),
    expected: "true or false",
    fallback: COMMON_DEFAULTS.waitForUpload,
  },
  timeouts: group(`an object such as { create: "5m", update: "5m", delete: "5m" }`),
  "timeouts.create": duration,
  "timeouts.update": duration,
  "timeouts.delete": duration,
} as const satisfies Rules;

/** The rows of `Recording`. */
export const RULES = {
  recordingId: idOf("recording"),
  ...COMMON_RULES,
  onDelete: { ...oneOf(ON_DELETE), fallback: RECORDING_DEFAULTS.onDelete },
  whenEnded: { ...oneOf(WHEN_ENDED), fallback: RECORDING_DEFAULTS.whenEnded },
  ...OPERATION_RULES,
} as const satisfies Rules;
