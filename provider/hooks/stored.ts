/**
 * What the hooks give the engine to store, and how they read it back: no more than it takes, and encrypted what grants
 * access to a file.
 */

import type { Outputs } from "../core/kind";
import { readOutputs } from "../core/outputs";
import { withoutDefaults } from "../core/rules";
import { type AnyKind, requireIdentity } from "./kinds";

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
 * The outputs as they are stored: without the defaults, and without what the Pulumi id says. Secrets are marked here,
 * since the engine would store a list of them (`additionalSecretOutputs`) with every recording.
 */
export function toStored({ rules, identity, isOver }: AnyKind, outs: Outputs): Outputs {
  const stored = withoutDefaults(rules, outs);
  for (const name of identity) delete stored[name];
  // Its row is for what is done, and nothing will be done any more.
  if (isOver(outs)) delete stored.__urn;
  for (const name of SECRET_OUTPUTS) {
    const value = stored[name];
    if (value !== undefined && value !== null) stored[name] = { ...SECRET_MARK, value };
  }
  return stored;
}

/**
 * The outputs as they were before they were stored.
 *
 * @throws ConfigurationError where the id isn't one of the kind's, or a newer version of this package stored them.
 */
export function fromStored(kind: AnyKind, id: string, stored: Outputs): Outputs {
  return readOutputs({ ...stored, ...requireIdentity(kind, id) }, kind.rules);
}
