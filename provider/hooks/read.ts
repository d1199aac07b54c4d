/** `read`: shows what is really going on as the *input* `state`, so that `pulumi refresh` finds drift. */

import type { CommonInputs } from "../core/inputs";
import type { Outputs } from "../core/kind";
import { withDefaults } from "../core/rules";
import { type AnyKind, kindOf, notAnId, requireIdentity } from "./kinds";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";
import { fromStored, toStored, toStoredInputs } from "./stored";

/** What the engine takes back; without an id, it is gone. */
export interface ReadAnswer {
  readonly id?: string;
  readonly props?: Outputs;
  readonly inputs?: Outputs;
}

/** `props` are the stored outputs, or for a resource's `get` what its constructor passed. */
export async function read(session: Session, id: string, props: Outputs): Promise<ReadAnswer> {
  const kind = kindOf(props);
  const isLookUp = props.schemaVersion === undefined;
  const stored = isLookUp ? lookedUp(kind, id, props) : fromStored(kind, id, props);
  const operation = session.begin(props.__urn, OBSERVE_TIMEOUT_MS);
  const found = await kind.find(stored as unknown as CommonInputs, operation);
  if (found) {
    const inputs = toStoredInputs(kind, found.inputs as unknown as Outputs);
    return { id, props: toStored(kind, found.outs), inputs };
  }
  // The engine takes a look-up that finds nothing for a success.
  if (isLookUp) throw kind.missing(stored as unknown as CommonInputs);
  return {};
}

/** Nobody has checked what a program gives to `get`: a part of ".." would make another address of the request's. */
function lookedUp(kind: AnyKind, id: string, props: Outputs): Outputs {
  const { rules } = kind;
  const identity = requireIdentity(kind, id);
  const isValid = ([key, part]: [string, string]) => rules[key]?.schema.safeParse(part).success;
  if (!Object.entries(identity).every(isValid)) throw notAnId(kind, id);
  return withDefaults(rules, { ...props, ...identity });
}
