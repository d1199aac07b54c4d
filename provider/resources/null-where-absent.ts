/** Gives programs null for what the API doesn't say, which the state file leaves out: each value there costs time. */

import * as pulumi from "@pulumi/pulumi";

/** Whether a preview knows an output's value; not among the public types. */
interface MaybeKnown {
  readonly isKnown?: Promise<boolean>;
}

/** A resource's outputs by their names. */
interface Outputs {
  readonly status: pulumi.Output<unknown>;
  readonly [name: string]: unknown;
}

/**
 * Has the named outputs say null where nothing is stored. In a preview, Pulumi takes what isn't stored for unknown, so
 * that whatever is made of it looks as if it would change. Here it is unknown only where the whole recording is: its
 * `status` is always stored.
 */
export function sayNullWhereAbsent(resource: pulumi.Resource, names: readonly string[]): void {
  const outputs = resource as unknown as Outputs;
  for (const name of names) {
    const stored = outputs[name] as pulumi.Output<unknown>;
    let said: pulumi.Output<unknown> | undefined;
    // Made when it is asked for: a program with hundreds of recordings uses few of all these.
    const get = () => {
      said ??= orNull(stored, outputs.status);
      return said;
    };
    Object.defineProperty(resource, name, { get, enumerable: true, configurable: true });
  }
}

function orNull(stored: pulumi.Output<unknown>, status: pulumi.Output<unknown>): pulumi.Output<unknown> {
  const { isKnown } = stored as unknown as MaybeKnown;
  return pulumi
    .output(isKnown)
    .apply((known) => (known === false ? status.apply(() => null) : stored.apply((value) => value ?? null)));
}
