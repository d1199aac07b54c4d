/** What the hooks give the engine to store: no more than it takes, and encrypted what grants access to a file. */

import type { Outputs } from "../core/kind";
import { withoutDefaults } from "../core/rules";
import type { AnyKind } from "./kinds";

/** Whoever has one of these can fetch the file for as long as it is valid. */
const SECRET_OUTPUTS = ["downloadUrl", "audioDownloadUrl"];

/** Pulumi's mark of a secret value, the same in every version of its protocol. */
const SECRET_MARK = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** The inputs as they are stored: without the defaults, and without the URN, which the outputs have. */
export function toStoredInputs({ rules }: AnyKind, inputs: Outputs): Record<string, unknown> {
  const { __urn: urn, ...stored } = inputs;
  return withoutDefaults(rules, stored);
}

/**
 * The outputs as they are stored. Secrets are marked here rather than with `additionalSecretOutputs`, which has the
 * engine encrypt also what isn't there, twice for every recording in every checkpoint.
 */
export function toStored({ rules }: AnyKind, outs: Outputs): Outputs {
  const isThere = (name: string) => outs[name] !== undefined && outs[name] !== null;
  const marked = SECRET_OUTPUTS.filter(isThere).map((name) => [name, { ...SECRET_MARK, value: outs[name] }]);
  return { ...withoutDefaults(rules, outs), ...Object.fromEntries(marked) };
}
