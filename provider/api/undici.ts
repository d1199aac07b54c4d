/** Loads undici at the first request: a run that asks the API nothing doesn't wait for it. */

import type * as Undici from "undici";

/** The library; Node keeps it once it is loaded. */
export function loadUndici(): typeof Undici {
  return require("undici") as typeof Undici;
}
