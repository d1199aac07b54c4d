/** Reads the recordings that a stack's configuration lists, and names everything that is wrong with them at once. */

import { z } from "zod";
import { plainError } from "./plain-error";

type Issue = { readonly input?: unknown };

/** Words both ways in which a value can be wrong, as they read after its path. */
const must = (be: string) => ({
  error: ({ input }: Issue) =>
    input === undefined ? `is missing; it must be ${be}` : `must be ${be}, but is ${JSON.stringify(input)}`,
});

const text = (pattern: RegExp, be: string) => z.string(must(be)).regex(pattern, must(be));
const oneOf = <const T extends readonly string[]>(values: T, be: string) => z.enum(values, must(be));

/** An object with these entries and no other: a misspelt one would be ignored without a word. */
function only<T extends z.core.$ZodLooseShape>(shape: T) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `can't have ${issue.keys.join(", ")}; there are ${names}`
        : must(`an object with ${names}`).error(issue),
  });
}

/** `config set` stores a text where a text stood before, so that `true` doesn't mend a wrong "yes" otherwise. */
const yesOrNo = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean(must("true or false")),
);

const duration = text(
  /^(?=.)(\d+h)?(\d+m)?(\d+s)?$/,
  'a duration up to a week, such as "90s", "5m" or "1h30m"',
).exactOptional();

const uuidOf = (what: string) =>
  text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, `the ${what}'s id, a UUID`);

/** The formats are those that the provider accepts; checked here too, so that all problems show in one run. */
const common = {
  state: oneOf(["recording", "paused", "stopped"], '"recording", "paused" or "stopped"'),
  accountId: text(
    /^[0-9a-z]{1,32}$/i,
    "a Cloudflare account id, at most 32 letters and digits",
  ).exactOptional(),
  appId: text(
    /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    "a RealtimeKit app id, a UUID or 32 hexadecimal digits",
  ).exactOptional(),
  onDelete: oneOf(["leave", "stop"], '"leave" or "stop"').exactOptional(),
};

const operation = {
  waitForUpload: yesOrNo.exactOptional(),
  timeouts: only({ create: duration, update: duration, delete: duration }).exactOptional(),
};

const recording = only({
  recordingId: uuidOf("recording"),
  ...common,
  whenEnded: oneOf(["fail", "accept"], '"fail" or "accept"').exactOptional(),
  ...operation,
});

const meeting = only({
  meetingId: uuidOf("meeting"),
  ...common,
  whenEnded: oneOf(["fail", "accept", "restart"], '"fail", "accept" or "restart"').exactOptional(),
  startWhenEmpty: yesOrNo.exactOptional(),
  // Its many options are checked by the provider, in the preview.
  start: z.looseObject({}, must("an object with options for starting a recording")).exactOptional(),
  ...operation,
});

/** What one entry declares: a meeting's recording where it names a meeting, else a recording. */
type Entry = z.output<typeof recording> | z.output<typeof meeting>;

const entry = z.unknown().transform((value, { issues }): Entry => {
  const namesMeeting = typeof value === "object" && value !== null && "meetingId" in value;
  const { success, data, error } = (namesMeeting ? meeting : recording).safeParse(value);
  if (success) return data;
  issues.push(
    ...error.issues.map(({ path, message }) => ({ code: "custom" as const, input: value, path, message })),
  );
  return z.NEVER;
});

const recordings = z.record(z.string(), entry, must("an object with an entry for each recording"));

/** What the configuration declares, by name. */
export type DeclaredRecordings = z.output<typeof recordings>;

/**
 * Reads the configuration key `recordings`, an object as JSON. An empty object is an answer; no value is not, since
 * taking it for "none" would delete every resource of a stack whose configuration file got lost.
 *
 * @throws RunError with one line for each problem.
 */
export function readRecordings(json: string | undefined): DeclaredRecordings {
  if (json === undefined) throw plainError(NOTHING_DECLARED);
  const { success, data, error } = recordings.safeParse(parse(json));
  if (success) return data;
  const problems = error.issues.map(
    ({ path, message }) => `  ${["recordings", ...path].join(".")} ${message}`,
  );
  throw plainError(`this stack's configuration is wrong:\n${problems.join("\n")}`);
}

/** A text that is no JSON is a value too, and a wrong one. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const NOTHING_DECLARED = `this stack's configuration declares no recordings. Declare one, under a name of your choice:
  pulumi config set --path recordings.keynote.recordingId <the recording's id>
  pulumi config set --path recordings.keynote.state paused
or say that there is none:
  pulumi config set --path recordings '{}'`;
