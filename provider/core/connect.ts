/** Makes the API's client out of settings. */

import { createClient, type RecordingsApi } from "../api/client";
import type { Clock } from "../api/clock";
import { coalesceReads } from "../api/coalesced-reads";
import { createDispatcher } from "../api/endpoint";
import type { Interruption } from "../api/interruption";
import { Pacer } from "../api/pacer";
import type { ConnectionSettings, Env } from "./settings";

/** What a client takes from the process that it runs in. */
export interface Surroundings {
  readonly clock: Clock;
  /** Names the proxy. */
  readonly env: Env;
  /** How many recordings are declared, as far as that is known; default none. */
  readonly expected?: () => number;
  /** Ends what goes on; default: nothing does. */
  readonly interruption?: Interruption | undefined;
}

/** A client with a connection pool and a pacer of its own; it opens no connection before the first call. */
export function connect(
  settings: ConnectionSettings,
  { clock, env, expected = () => 0, interruption }: Surroundings,
): RecordingsApi {
  const { requestLimit: limit, ...target } = settings;
  const connection = { ...target, dispatcher: createDispatcher(target.baseUrl, env) };
  const pacer = new Pacer(clock, { limit });
  const client = createClient({ connection, pacer, clock, interruption });
  return coalesceReads(client, { clock, expected, pauseMs: () => pacer.waitMs });
}
