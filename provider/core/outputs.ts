/** What a recording's state file entry holds, built from its inputs and from what the API said. */

import { compact, type ObservedRecording } from "../api/wire";
import { ConfigurationError } from "./errors";
import type { RecordingInputs } from "./inputs";

/** The shape of the outputs below; a higher number is a newer shape, and newer code reads every older one. */
export const SCHEMA_VERSION = 1;

/** Everything that is stored. */
export type RecordingOutputs = RecordingInputs & ObservedRecording & { readonly schemaVersion: number };

/** The inputs alone; stored outputs hold more, and what Pulumi adds is hidden behind two underscores. */
const INPUT_KEYS = [
  "recordingId",
  "state",
  "accountId",
  "appId",
  "onDelete",
  "whenEnded",
  "waitForUpload",
  "timeouts",
] as const satisfies readonly (keyof RecordingInputs)[];

/** Complete, JSON-clean outputs. The declared `state` and the observed `status` stand side by side. */
export function toOutputs(inputs: RecordingInputs, observed: ObservedRecording): RecordingOutputs {
  return { ...observed, ...pickInputs(inputs), schemaVersion: SCHEMA_VERSION };
}

/** The inputs out of anything that holds them, hidden properties included. */
export function pickInputs<T extends RecordingInputs>(from: T): RecordingInputs {
  const hidden = Object.entries(from).filter(([key]) => key.startsWith("__"));
  const inputs = INPUT_KEYS.map((key) => [key, from[key]] as const);
  return compact(Object.fromEntries([...inputs, ...hidden])) as unknown as RecordingInputs;
}

/**
 * Reads stored outputs of this and of every older shape.
 *
 * @throws ConfigurationError where a newer version of this package wrote them.
 */
export function readOutputs(stored: Readonly<Record<string, unknown>>): RecordingOutputs {
  const { schemaVersion } = stored;
  if (typeof schemaVersion === "number" && schemaVersion > SCHEMA_VERSION) {
    throw new ConfigurationError(
      `the state of this resource was written by a newer pulumi-realtimekit (shape ${schemaVersion}, this one reads up ` +
        `to ${SCHEMA_VERSION}). Install that version in this program, then run it again.`,
    );
  }
  return stored as unknown as RecordingOutputs;
}
