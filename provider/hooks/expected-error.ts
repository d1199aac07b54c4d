/** Shows an expected error to the user once, under its resource, and without a stack trace. */

import { RealtimeKitError } from "../api/errors";

/**
 * What `check`, `diff`, `read` and `delete` throw for an error that a user can mend. Pulumi's process prints
 * `${error}: ${error.stack}` on the stack's row and gives `message` to the resource's; a stack trace would say
 * nothing to the user, and the message would stand there twice.
 */
class ExpectedError extends Error {
  constructor(cause: RealtimeKitError) {
    super(cause.message, { cause });
    this.name = cause.name;
    this.stack = "see the message at the resource";
  }
  override toString(): string {
    return this.name;
  }
}

/** The error as it should cross to the engine; one that nobody expects keeps its stack. */
export function forEngine(error: unknown): unknown {
  return error instanceof RealtimeKitError ? new ExpectedError(error) : error;
}
