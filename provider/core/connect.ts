/** Makes the API's client out of settings. */

import { createClient, type RecordingsApi } from "../api/client";
import type { Clock } from "../api/clock";
import { coalesceReads } from "../api/coalesced-reads";
import { createDispatcher } from "../api/endpoint";
import { Pacer } from "../api/pacer";
import type { ConnectionSettings, Env } from "./settings";

/** What a client takes from the process that it runs in. */
export interface Surroundings {
  readonly clock: Clock;
  /** Names the proxy. */
  readonly env: Env;
  /** How many recordings are declared, as far as that is known; default none. */
  readonly expected?: () => number;
}

/** A client with a connection pool and a pacer of its own; it opens no connection before the first call. */
export function connect(settings: ConnectionSettings, { clock, env, expected }: Surroundings): RecordingsApi {
  const { requestLimit, ...target } = settings;
  const connection = { ...target, dispatcher: createDispatcher(target.baseUrl, env) };
  const client = createClient({ connection, pacer: new Pacer(clock, { limit: requestLimit }), clock });
  return coalesceReads(client, { clock, expected: expected ?? (() => 0) });
}
