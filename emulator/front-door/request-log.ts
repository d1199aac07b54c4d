/** The log of requests to the emulated API; it never holds a credential. */

import { SECRET_KEYS } from "../wire/present";
import type { Endpoint } from "./endpoints";

/** One request to the emulated API. Requests to the control plane are not logged. */
export interface LoggedRequest {
  /** 1 for the first request since the start or the last `reset`, then counting up. */
  id: number;
  method: string;
  path: string;
  /** Query string as it was sent, without the question mark. */
  query: string;
  endpoint: Endpoint;
  /** HTTP status of the answer; null while there is none, and for good when the connection was dropped. */
  status: number | null;
  /** Real time of arrival, ISO 8601: unlike everything else not the virtual clock. */
  time: string;
  /** Real milliseconds until the answer was ready; null while it is not. */
  durationMs: number | null;
  /** JSON body of a PUT, POST or PATCH, without credentials. */
  body?: unknown;
  /** The fault that struck this request. */
  faultId?: string;
  /** The `cf-ray` header of the answer. */
  ray: string;
}

/** Which requests to show; all that is given must fit. */
export interface RequestFilter {
  method?: string | undefined;
  /** A part of the path. */
  path?: string | undefined;
  endpoint?: Endpoint | undefined;
  status?: number | undefined;
}

/** Besides the storage credentials: an RTMP URL has the stream key in it. */
const HIDDEN_KEYS: ReadonlySet<string> = new Set([...SECRET_KEYS, "rtmp_url", "token", "authorization"]);

/** Keeps the last requests in the order of their arrival. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #lastId = 0;

  /** Adds a request that has just arrived; at most `limit` are kept. */
  begin(request: Omit<LoggedRequest, "id" | "status" | "time" | "durationMs">, limit: number): LoggedRequest {
    this.#lastId += 1;
    const entry = {
      id: this.#lastId,
      status: null,
      time: new Date().toISOString(),
      durationMs: null,
      ...request,
    };
    this.#entries.push(entry);
    // Cutting in lumps keeps a long benchmark from moving the whole array at every request.
    if (this.#entries.length > limit * 1.1 + 10) this.#entries = this.#entries.slice(-limit);
    return entry;
  }

  /** The requests that fit, oldest first. */
  list(filter: RequestFilter = {}): LoggedRequest[] {
    const { method, path, endpoint, status } = filter;
    return this.#entries.filter(
      (entry) =>
        (method === undefined || entry.method === method.toUpperCase()) &&
        (path === undefined || entry.path.includes(path)) &&
        (endpoint === undefined || entry.endpoint === endpoint) &&
        (status === undefined || entry.status === status),
    );
  }

  clear(): void {
    this.#entries = [];
  }

  reset(): void {
    this.clear();
    this.#lastId = 0;
  }
}

/** A copy of a JSON value with every credential replaced by `[hidden]`. */
export function hideSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, HIDDEN_KEYS.has(key) ? "[hidden]" : hideSecrets(item)]),
  );
}
