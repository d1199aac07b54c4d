/** `read`: shows what is really going on as the *input* `state`, so that `pulumi refresh` finds drift. */

import { ConfigurationError } from "../core/errors";
import type { CommonInputs } from "../core/inputs";
import type { Outputs } from "../core/kind";
import { readOutputs } from "../core/outputs";
import { defaultsOf } from "../core/rules";
import { identityOf, kindOf } from "./kinds";
import { markSecrets } from "./secret-outputs";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";

/** What the engine takes back; without an id, it is gone. */
export interface ReadAnswer {
  readonly id?: string;
  readonly props?: Outputs;
  readonly inputs?: Outputs;
}

/** `props` are the stored outputs, or for a resource's `get` what its constructor passed. */
export async function read(session: Session, id: string, props: Outputs): Promise<ReadAnswer> {
  const kind = kindOf(props);
  const identity = identityOf(kind, id);
  if (!identity) {
    throw new ConfigurationError(`"${id}" is no id of a ${kind.name}; it must be ${kind.identity.join("/")}`);
  }
  const isLookUp = props.schemaVersion === undefined;
  const stored = isLookUp ? { ...defaultsOf(kind.rules), ...props, ...identity } : readOutputs(props);
  const operation = session.begin(props.__urn, OBSERVE_TIMEOUT_MS);
  const found = await kind.find(stored as unknown as CommonInputs, operation);
  if (found) return { id, props: markSecrets(found.outs), inputs: found.inputs as unknown as Outputs };
  // The engine takes a look-up that finds nothing for a success.
  if (isLookUp) throw kind.missing(stored as unknown as CommonInputs);
  return {};
}
