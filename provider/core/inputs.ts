/** What a program may declare about a recording: each input's rule, in words and in zod, and its default. */

import { z } from "zod";
import type { RecordingIdentity } from "../api/client";
import { printable } from "../api/printable";
import { parseDurationMs } from "./duration";
import { howToSet, type SettingName } from "./settings";
import { DESIRED_STATES, type DesiredState } from "./status";
import { isUnknown } from "./unknown";

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

/** All inputs, valid and with their defaults. */
export interface RecordingInputs extends RecordingIdentity {
  readonly state: DesiredState;
  readonly onDelete: OnDelete;
  readonly whenEnded: WhenEnded;
  readonly waitForUpload: boolean;
  readonly timeouts?: Timeouts;
}

/** One wrong property. */
export interface InputFailure {
  /** The property's path, such as `timeouts.create`. */
  readonly property: string;
  /** What is wrong, and what would be right. */
  readonly reason: string;
}

interface Rule {
  readonly schema: z.ZodType;
  /** What would be right, as it reads after "must be". */
  readonly expected: string;
  /** Says how it can be given where it is missing. */
  readonly ifMissing?: string;
  readonly fallback?: string | boolean;
}

const matching = (pattern: RegExp) => z.string().regex(pattern);
const quoted = (values: readonly string[]) => values.map((value) => `"${value}"`).join(" or ");
const oneOf = <T extends readonly [string, ...string[]]>(values: T) => ({
  schema: z.enum(values),
  expected: quoted(values),
});
const missing = (name: SettingName) => `is missing; give it here, or ${howToSet(name)}`;
const duration = {
  schema: z.string().refine((text) => parseDurationMs(text)),
  expected: `a duration up to a week, such as "90s", "5m" or "1h30m"`,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// The specification leaves the app id open; published pages show 32 hex digits, later ones a UUID.
const APP_ID = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The rules, by path; nested paths have a row of their own. */
export const RULES = {
  recordingId: {
    schema: matching(UUID).toLowerCase(),
    expected: "the recording's id, a UUID",
    ifMissing: "is missing; it names the recording (a UUID)",
  },
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
  onDelete: { ...oneOf(ON_DELETE), fallback: "leave" },
  whenEnded: { ...oneOf(WHEN_ENDED), fallback: "fail" },
  waitForUpload: { schema: z.boolean(), expected: "true or false", fallback: false },
  timeouts: {
    schema: z.looseObject({}),
    expected: `an object such as { create: "5m", update: "5m", delete: "5m" }`,
  },
  "timeouts.create": duration,
  "timeouts.update": duration,
  "timeouts.delete": duration,
} as const satisfies Record<string, Rule>;

/** What `check` knows after looking at every property. */
export interface CheckedInputs {
  /** The inputs, normalised, with defaults; unknown values and hidden properties as they came. */
  readonly inputs: Record<string, unknown>;
  readonly failures: InputFailure[];
  /** The same, typed, where everything is known and right. */
  readonly complete: RecordingInputs | undefined;
}

/**
 * Checks every property against its rule; an unknown value passes and stays as it is.
 *
 * @param sources where a property's value came from, if not from the program; messages name it.
 */
export function checkInputs(
  news: Readonly<Record<string, unknown>>,
  sources: Readonly<Record<string, string>> = {},
): CheckedInputs {
  const entries: [string, unknown][] = [];
  const failures: InputFailure[] = [];
  for (const [property, value] of declaredProperties(news)) {
    const { checked, reason } = checkProperty(property, value);
    const source = Object.hasOwn(sources, property) ? ` (from ${sources[property]})` : "";
    if (reason) failures.push({ property, reason: reason + source });
    if (!property.includes(".") && checked !== undefined) entries.push([property, checked]);
  }
  // Not by assignment: a property named __proto__ would become the prototype of all the others.
  const inputs = Object.fromEntries(entries);
  const isComplete = failures.length === 0 && !isUnknown(inputs);
  return { inputs, failures, complete: isComplete ? (inputs as unknown as RecordingInputs) : undefined };
}

/** Every property that has a rule or was given, hidden ones (`__…`) included, and the nested ones by their path. */
function declaredProperties(news: Readonly<Record<string, unknown>>): [string, unknown][] {
  const names = Object.keys(RULES).filter((path) => !path.includes("."));
  const given = Object.keys(news).filter((name) => !names.includes(name));
  const { timeouts } = news;
  const nested =
    typeof timeouts === "object" && timeouts !== null && !Array.isArray(timeouts)
      ? Object.entries(timeouts)
      : [];
  return [
    ...[...names, ...given].map((name): [string, unknown] => [asPath(name), news[name]]),
    ...nested.map(([name, value]): [string, unknown] => [`timeouts.${name}`, value]),
  ];
}

/** A name with a dot in it is no path: `"timeouts.create"` at the top would else be checked and then be lost. */
const asPath = (name: string) => (name.includes(".") ? `["${name}"]` : name);

function checkProperty(property: string, value: unknown): { checked?: unknown; reason?: string } {
  if (property.startsWith("__")) return { checked: value };
  const rule: Rule | undefined = Object.hasOwn(RULES, property)
    ? RULES[property as keyof typeof RULES]
    : undefined;
  if (!rule) return { reason: `is not an input of Recording${closestName(property)}` };
  if (value === undefined || value === null) {
    return rule.ifMissing ? { reason: rule.ifMissing } : { checked: rule.fallback };
  }
  if (isUnknown(value) && !isObject(value)) return { checked: value };
  const parsed = rule.schema.safeParse(value);
  return parsed.success
    ? { checked: parsed.data }
    : { reason: `must be ${rule.expected}, but is ${show(value)}` };
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

function show(value: unknown): string {
  return printable(JSON.stringify(value) ?? String(value));
}

/** A name that differs in case or punctuation only is a slip of the hand; others get the whole list. */
function closestName(property: string): string {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z.]/g, "");
  const names = Object.keys(RULES).filter((name) => name.includes(".") === property.includes("."));
  const match = names.find((name) => bare(name) === bare(property));
  return match ? `; did you mean ${match}?` : `; there are ${names.join(", ")}`;
}
