/** Gives programs what the state file leaves out, since each value there costs time: defaults, null, parts of the id. */

import type { Resource } from "@pulumi/pulumi";
import { identityOf } from "../core/identity";

/** What Pulumi's outputs are made of, of which it says nothing in public. */
interface Output {
  isKnown?: Promise<boolean>;
  promise?: OutputPromise;
}
type OutputPromise = (withUnknowns?: boolean) => Promise<unknown>;

/** What an output says besides what Pulumi has it say. */
interface Saying {
  /** Whether it is known where Pulumi says that it isn't. */
  isKnown(promise: OutputPromise): boolean | Promise<boolean>;
  /** What it says; given what Pulumi has it say. */
  value(said: unknown): unknown;
}

/** Not stored: what is the same for all, by name, and what the Pulumi id says. */
export interface NotStored {
  readonly values: Readonly<Record<string, unknown>>;
  readonly identity: readonly string[];
}

/**
 * Has the named outputs say these values where nothing is stored. In a preview, Pulumi takes what isn't stored for
 * unknown, so that whatever is made of it looks as if it would change. Here, what the program doesn't declare is known
 * to be its default; what the API doesn't say is known to be null, unless the whole recording is unknown there: its
 * `status` is always stored; and what the id says is known wherever the id is. The outputs stay Pulumi's own, since it
 * also writes them into functions that it deploys.
 */
export function sayWhereAbsent(resource: Resource, { values, identity }: NotStored): void {
  const outputs = resource as unknown as Readonly<Record<string, Output>>;
  const isStatusKnown = outputs.status?.isKnown;
  for (const [name, value] of Object.entries(values)) {
    // What is there, but unknown, is a mark that stands for it.
    const isAbsent = async (promise: OutputPromise) => (await promise(true)) === undefined;
    have(outputs[name], {
      isKnown: (promise) => (value === null ? (isStatusKnown ?? false) : isAbsent(promise)),
      value: (said) => said ?? value,
    });
  }
  const { id } = outputs;
  // Without a stack (a test's mocks), an id may be anything.
  const partOfId = async (name: string) =>
    (await id?.isKnown) ? identityOf(identity, String(await id?.promise?.()))?.[name] : undefined;
  for (const name of identity) {
    have(outputs[name], {
      isKnown: async () => (await partOfId(name)) !== undefined,
      value: async (said) => (await partOfId(name)) ?? said,
    });
  }
}

function have(output: Output | undefined, { isKnown, value }: Saying): void {
  const known = output?.isKnown;
  const promise = output?.promise;
  // Where Pulumi has made them otherwise, they are as it makes them.
  if (!output || !(known instanceof Promise) || typeof promise !== "function") return;
  output.isKnown = known.then((isIt) => isIt || isKnown(promise));
  output.promise = async (withUnknowns) => value(await promise(withUnknowns));
}
