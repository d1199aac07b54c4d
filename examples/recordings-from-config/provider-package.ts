/** Loads the provider's package, or says what to do where it isn't there yet. */

import { plainError } from "./plain-error";

/** @throws RunError, which Pulumi shows without a stack trace. */
export function loadPackage(): typeof import("pulumi-realtimekit") {
  try {
    return require("pulumi-realtimekit");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw plainError(
      'the package pulumi-realtimekit isn\'t there yet. In its own repository, run "npm ci && npm run build"; ' +
        'elsewhere, "npm install pulumi-realtimekit".',
    );
  }
}
