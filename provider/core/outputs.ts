/** What a resource's state file entry holds, built from its inputs and from what the API said. */

import { compact, type ObservedRecording } from "../api/wire";
import { ConfigurationError } from "./errors";
import type { Outputs } from "./kind";
import { type Rules, withDefaults } from "./rules";

/** The shape of the outputs below; a higher number is a newer shape, and newer code reads every older one. */
export const SCHEMA_VERSION = 1;

/** What the API may say of a recording. */
export const OBSERVED = Object.keys({
  recordingId: true,
  status: true,
  outputFileName: true,
  invokedTime: true,
  startedTime: true,
  stoppedTime: true,
  recordingDuration: true,
  fileSize: true,
  downloadUrl: true,
  audioDownloadUrl: true,
  downloadUrlExpiry: true,
  sessionId: true,
  startReason: true,
  stopReason: true,
  storage: true,
} satisfies Record<keyof ObservedRecording, true>) as (keyof ObservedRecording)[];

/** What Pulumi needs back, the name of the resource's own row, and the outputs that the program keeps secret. */
const HIDDEN_INPUTS = ["__provider", "__urn", "__secretOutputs"];

/**
 * JSON-clean outputs. What the API didn't say is left out, and the program is told null; but which recording and which
 * status are there, as null where there is none: by the status, the program knows the one from what isn't known yet.
 * The declared `state` and the observed `status` stand side by side.
 */
export function toOutputs(inputs: object, observed: ObservedRecording | undefined, rules: Rules): Outputs {
  const which = { recordingId: null, status: null };
  return { ...which, ...observed, ...pickInputs(inputs, rules), schemaVersion: SCHEMA_VERSION };
}

/** What the API last said, out of stored outputs. */
export function pickObserved(
  stored: Partial<ObservedRecording> & { recordingId: string; status: string },
): ObservedRecording {
  const said = OBSERVED.map((name) => [name, stored[name]]);
  return compact(Object.fromEntries(said)) as unknown as ObservedRecording;
}

/** The inputs out of anything that holds them. */
export function pickInputs<I extends object>(from: I, rules: Rules): I {
  // The rows of nested ones name nothing here.
  const names = [...Object.keys(rules), ...HIDDEN_INPUTS];
  const values = from as Outputs;
  return compact(Object.fromEntries(names.map((name) => [name, values[name]]))) as unknown as I;
}

/**
 * Reads stored outputs of this and of every older shape, with the defaults, which aren't stored.
 *
 * @throws ConfigurationError where a newer version of this package wrote them.
 */
export function readOutputs(stored: Outputs, rules: Rules): Outputs {
  const { schemaVersion } = stored;
  if (Number(schemaVersion) > SCHEMA_VERSION) {
    throw new ConfigurationError(
      `the state of this resource was written by a newer pulumi-realtimekit (shape ${schemaVersion}, this one reads up ` +
        `to ${SCHEMA_VERSION}). Install that version in this program, then run it again.`,
    );
  }
  return withDefaults(rules, compact(stored) as Outputs);
}
