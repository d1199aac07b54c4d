/** What a recording's state file entry holds, built from its inputs and from what the API said. */

import { compact, type ObservedRecording } from "../api/wire";
import { ConfigurationError } from "./errors";
import type { RecordingInputs } from "./inputs";

/** The shape of the outputs below; a higher number is a newer shape, and newer code reads every older one. */
export const SCHEMA_VERSION = 1;

/** Everything that is stored: what the API didn't say is there as null, so that a preview knows it too. */
export type RecordingOutputs = RecordingInputs & { readonly schemaVersion: number } & {
  readonly [K in keyof ObservedRecording]-?: Exclude<ObservedRecording[K], undefined> | null;
};

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

// A preview shows a property that is missing from the state as unknown, at every run and for every dependent.
const NOTHING_SAID: Omit<RecordingOutputs, keyof RecordingInputs | "schemaVersion" | "status"> = {
  outputFileName: null,
  invokedTime: null,
  startedTime: null,
  stoppedTime: null,
  recordingDuration: null,
  fileSize: null,
  downloadUrl: null,
  audioDownloadUrl: null,
  downloadUrlExpiry: null,
  sessionId: null,
  startReason: null,
  stopReason: null,
  storage: null,
};

/** Complete, JSON-clean outputs. The declared `state` and the observed `status` stand side by side. */
export function toOutputs(inputs: RecordingInputs, observed: ObservedRecording): RecordingOutputs {
  return { ...NOTHING_SAID, ...observed, ...pickInputs(inputs), schemaVersion: SCHEMA_VERSION };
}

/** The inputs out of anything that holds them, hidden properties included. */
export function pickInputs(from: RecordingInputs): RecordingInputs {
  const hidden = Object.entries(from).filter(([key]) => key.startsWith("__"));
  const inputs = INPUT_KEYS.map((key) => [key, from[key]] as const);
  return compact(Object.fromEntries([...inputs, ...hidden])) as unknown as RecordingInputs;
}

/** Stored outputs, read back: the inputs, and the recording as the API last described it. */
export type StoredRecording = RecordingInputs & ObservedRecording;

/**
 * Reads stored outputs of this and of every older shape.
 *
 * @throws ConfigurationError where a newer version of this package wrote them.
 */
export function readOutputs(stored: Readonly<Record<string, unknown>>): StoredRecording {
  const { schemaVersion } = stored;
  if (typeof schemaVersion === "number" && schemaVersion > SCHEMA_VERSION) {
    throw new ConfigurationError(
      `the state of this resource was written by a newer pulumi-realtimekit (shape ${schemaVersion}, this one reads up ` +
        `to ${SCHEMA_VERSION}). Install that version in this program, then run it again.`,
    );
  }
  return compact(stored) as unknown as StoredRecording;
}
