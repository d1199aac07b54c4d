/** Gives programs what the state file leaves out, since each value there costs time. */

import type { Resource } from "@pulumi/pulumi";
import { identityOf } from "../core/identity";

/** What Pulumi's outputs are made of, of which it says nothing in public. */
interface Output {
  isKnown?: Promise<boolean>;
  isSecret?: Promise<boolean>;
  promise?: OutputPromise;
}
type OutputPromise = (withUnknowns?: boolean) => Promise<unknown>;

/** What is added to an output as Pulumi makes it. */
interface Amendment {
  /** Whether it is known although Pulumi doesn't know it. */
  isKnown(promise: OutputPromise): boolean | Promise<boolean>;
  /** Whether it is secret although Pulumi doesn't know that; default: no. */
  isSecret?(): boolean | Promise<boolean>;
  /** Its value, by what Pulumi says. */
  value(said: unknown): unknown;
}

/** What the state leaves out of a resource's outputs. */
export interface LeftOut {
  /** What an output is where nothing is stored, by its name: its default, or null for what the API doesn't say. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The outputs that make up the id, in its order. */
  readonly identity: readonly string[];
  /** Whether the program keeps one of those as a secret. */
  isSecret(name: string): boolean | Promise<boolean>;
}

/**
 * Has the outputs say what isn't stored. In a preview, Pulumi takes that for unknown, so that whatever is made of it
 * looks as if it would change. Here, what the program doesn't declare is known to be its default. What the API doesn't
 * say is known to be null, and what the id says is known to be so, unless the recording is about to change, which shows
 * by its `status`: that is always stored. The outputs stay Pulumi's own, since it also writes them into functions that
 * it deploys.
 */
export function sayWhereAbsent(resource: Resource, { values, identity, isSecret }: LeftOut): void {
  const outputs = resource as unknown as Readonly<Record<string, Output>>;
  const isStatusKnown = async () => (await outputs.status?.isKnown) ?? false;
  for (const [name, value] of Object.entries(values)) {
    // What is there, but unknown, is a mark that stands for it.
    const isAbsent = async (promise: OutputPromise) => (await promise(true)) === undefined;
    amend(outputs[name], {
      isKnown: (promise) => (value === null ? isStatusKnown() : isAbsent(promise)),
      value: (said) => said ?? value,
    });
  }
  const inId = async (name: string) => {
    if (!(await isStatusKnown()) || !(await outputs.id?.isKnown)) return undefined;
    return identityOf(identity, String(await outputs.id?.promise?.()))?.[name];
  };
  for (const name of identity) {
    amend(outputs[name], {
      isKnown: async () => (await inId(name)) !== undefined,
      isSecret: () => isSecret(name),
      // Pulumi says what the program declares, which isn't what counts where that is ignored (`ignoreChanges`).
      value: async (said) => (await inId(name)) ?? said,
    });
  }
}

function amend(output: Output | undefined, { isKnown, isSecret, value }: Amendment): void {
  const { isKnown: known, isSecret: secret, promise } = output ?? {};
  // Where Pulumi has made them otherwise, they are as it makes them.
  if (!output || !(known instanceof Promise) || typeof promise !== "function") return;
  output.isKnown = known.then((is) => is || isKnown(promise));
  if (isSecret && secret instanceof Promise) output.isSecret = secret.then((is) => is || isSecret());
  output.promise = async (withUnknowns) => value(await promise(withUnknowns));
}
