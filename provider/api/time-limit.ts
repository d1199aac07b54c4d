/** Ends a request after its time, or when somebody else's signal aborts. */

/** A request's signal. */
export interface TimeLimit {
  /** Aborts with an error named `TimeoutError`, or with the other signal's reason. */
  readonly signal: AbortSignal;
  /** To be called when the request is over. */
  release(): void;
}

/**
 * Starts the time. Not by `AbortSignal.any`: in Node 20, a timeout that nothing but a combined signal refers to may be
 * collected as garbage, and never comes. A listener keeps it.
 */
export function limitTime(ms: number, other?: AbortSignal): TimeLimit {
  const abort = new AbortController();
  const timeout = AbortSignal.timeout(ms);
  const signals = other ? [timeout, other] : [timeout];
  const follow = ({ target }: Event) => abort.abort((target as AbortSignal).reason);
  for (const signal of signals) signal.addEventListener("abort", follow);
  if (other?.aborted) abort.abort(other.reason);
  return {
    signal: abort.signal,
    release: () => {
      for (const signal of signals) signal.removeEventListener("abort", follow);
    },
  };
}
