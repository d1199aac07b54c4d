/** Gives programs what the state file leaves out, since each value there costs time: defaults, and null. */

import type { Resource } from "@pulumi/pulumi";

/** What Pulumi's outputs are made of, of which it says nothing in public. */
interface Output {
  isKnown?: Promise<boolean>;
  promise?: (withUnknowns?: boolean) => Promise<unknown>;
}

/**
 * Has the named outputs say these values where nothing is stored. In a preview, Pulumi takes what isn't stored for
 * unknown, so that whatever is made of it looks as if it would change. Here, what the program doesn't declare is known
 * to be its default; and what the API doesn't say is known to be null, unless the whole recording is unknown there:
 * its `status` is always stored. The outputs stay Pulumi's own, since it also writes them into functions that it
 * deploys.
 */
export function sayWhereAbsent(resource: Resource, values: Readonly<Record<string, unknown>>): void {
  const outputs = resource as unknown as Readonly<Record<string, Output>>;
  const isStatusKnown = outputs.status?.isKnown;
  for (const [name, value] of Object.entries(values)) {
    const output = outputs[name] as Output;
    const { isKnown, promise } = output;
    // Where Pulumi has made them otherwise, they are as it makes them.
    if (!(isKnown instanceof Promise) || typeof promise !== "function") continue;
    // What is there, but unknown, is a mark that stands for it.
    const isAbsent = async () => (await promise(true)) === undefined;
    const isTold = () => (value === null ? (isStatusKnown ?? false) : isAbsent());
    output.isKnown = isKnown.then((known) => known || isTold());
    output.promise = async (withUnknowns) => (await promise(withUnknowns)) ?? value;
  }
}
