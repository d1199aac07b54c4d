/** Marks the outputs that grant access to a file, so that Pulumi encrypts them in the state. */

import type { Outputs } from "../core/kind";

/** Whoever has one of these can fetch the file for as long as it is valid. */
const SECRET_OUTPUTS = ["downloadUrl", "audioDownloadUrl"];

/** Pulumi's mark of a secret value, the same in every version of its protocol. */
const SECRET_MARK = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/**
 * The outputs as the engine should take them. They are marked here rather than with `additionalSecretOutputs`, which
 * has the engine encrypt also what isn't there, twice for every recording in every checkpoint.
 */
export function markSecrets(outs: Outputs): Outputs {
  const isThere = (name: string) => outs[name] !== undefined && outs[name] !== null;
  const marked = SECRET_OUTPUTS.filter(isThere).map((name) => [name, { ...SECRET_MARK, value: outs[name] }]);
  return { ...outs, ...Object.fromEntries(marked) };
}
