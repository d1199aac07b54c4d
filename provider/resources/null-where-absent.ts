/** Gives programs null for what the API doesn't say, which the state file leaves out: each value there costs time. */

import type { Resource } from "@pulumi/pulumi";

/** What Pulumi's outputs are made of, of which it says nothing in public. */
interface Output {
  isKnown?: Promise<boolean>;
  promise?: (withUnknowns?: boolean) => Promise<unknown>;
}

/**
 * Has the named outputs say null where nothing is stored. In a preview, Pulumi takes what isn't stored for unknown, so
 * that whatever is made of it looks as if it would change. Here it is unknown only where the whole recording is: its
 * `status` is always stored. The outputs stay Pulumi's own, since it also writes them into functions that it deploys.
 */
export function sayNullWhereAbsent(resource: Resource, names: readonly string[]): void {
  const outputs = resource as unknown as Readonly<Record<string, Output>>;
  const isStatusKnown = outputs.status?.isKnown;
  for (const name of names) {
    const output = outputs[name] as Output;
    const { isKnown, promise } = output;
    // Where Pulumi has made them otherwise, they are as it makes them.
    if (!(isKnown instanceof Promise) || typeof promise !== "function") continue;
    output.isKnown = isKnown.then((known) => known || (isStatusKnown ?? false));
    output.promise = async (withUnknowns) => (await promise(withUnknowns)) ?? null;
  }
}
