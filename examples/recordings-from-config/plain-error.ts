/** An error that Pulumi shows as its message alone, at once. */

import { RunError } from "@pulumi/pulumi";

/** A RunError without a stack. Pulumi doesn't show it, but formats it, which takes Node 20 half a minute at times. */
export function plainError(text: string): RunError {
  const error = new RunError(text);
  // Pulumi's source maps name files right below node_modules/@pulumi, on which util.inspect with colours spins.
  delete error.stack;
  return error;
}
