/** `read`: shows what is really going on as the *input* `state`, so that `pulumi refresh` finds drift. */

import { printable } from "../api/printable";
import { ConfigurationError } from "../core/errors";
import { identityOf } from "../core/identity";
import type { CommonInputs } from "../core/inputs";
import type { Outputs } from "../core/kind";
import { withDefaults } from "../core/rules";
import { type AnyKind, kindOf } from "./kinds";
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
  const identity = identityOf(kind.identity, id);
  // Nobody has checked what a program gives to `get`: a part of ".." would make another address of the request's.
  if (!identity || (isLookUp && !isValid(kind, identity))) {
    const shown = JSON.stringify(printable(id));
    throw new ConfigurationError(
      `${shown} is no id of a ${kind.name}; it must be ${kind.identity.join("/")}`,
    );
  }
  const stored = isLookUp ? withDefaults(kind.rules, { ...props, ...identity }) : fromStored(kind, id, props);
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

/** True when each part is what its input's rule wants. */
function isValid({ rules }: AnyKind, identity: Record<string, string>): boolean {
  return Object.entries(identity).every(([key, part]) => rules[key]?.schema.safeParse(part).success);
}
