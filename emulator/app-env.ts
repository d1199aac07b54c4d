/** What a request carries through the emulator's routes. */

import type { HttpBindings } from "@hono/node-server";
import type { RateLimitStanding } from "./front-door/rate-limit";
import type { EmulatorState } from "./state";

/** Types of Hono's context here: the raw Node request and answer, and the emulator's state. */
export interface EmulatorEnv {
  Bindings: HttpBindings;
  Variables: { state: EmulatorState; standing: RateLimitStanding };
}
