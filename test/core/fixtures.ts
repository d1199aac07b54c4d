/** Values that many of the core's tests start from. */

import type { ObservedRecording } from "../../provider/api/wire";
import type { RecordingInputs } from "../../provider/core/inputs";
import { RULES } from "../../provider/core/inputs";
import { pickInputs as inputsOf, toOutputs as outputsOf } from "../../provider/core/outputs";
import { recordingKind } from "../../provider/core/recording-kind";
import { checkAgainst } from "../../provider/core/rules";
import { isUnknown } from "../../provider/core/unknown";

/** What Pulumi sends in place of a value that is not known yet, by the value's type. */
export const UNKNOWN_SENTINELS = {
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;

/** The ids of a recording that no emulator has. */
export const IDENTITY = {
  accountId: "023e105f4ecef8ad9ca31a8372d0c353",
  appId: "2a95132c15732412d22c1476fa83f27a",
  recordingId: "97440c6a-140b-40a9-9499-b23fd7a3868a",
} as const;

/** Valid inputs with every default. */
export const INPUTS: RecordingInputs = {
  ...IDENTITY,
  state: "recording",
  onDelete: "leave",
  whenEnded: "fail",
  waitForUpload: false,
};

/** A recording as the API describes it, with as little as it may say. */
export function observed(status: string, more: Partial<ObservedRecording> = {}): ObservedRecording {
  return { recordingId: IDENTITY.recordingId, status, ...more };
}

/** Checks inputs as those of a `Recording`. */
export function checkInputs(
  news: Readonly<Record<string, unknown>>,
  sources?: Readonly<Record<string, string>>,
) {
  const { inputs, failures } = checkAgainst(recordingKind, news, sources);
  return { inputs, failures, complete: failures.length > 0 || isUnknown(inputs) ? undefined : inputs };
}

/** The outputs of a `Recording`. */
export const toOutputs = (inputs: object, recording: ObservedRecording | undefined) =>
  outputsOf(inputs, recording, RULES);

/** The inputs of a `Recording` among its outputs. */
export const pickInputs = (outputs: object) => inputsOf(outputs, RULES);
