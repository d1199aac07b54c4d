/** Reads how long the API wants to be left alone, in each of the ways in which it says so. */

type Headers = Record<string, string | string[] | undefined>;

/**
 * The wait that an answer with HTTP 429 asks for.
 * `Retry-After` in seconds or as a date (against the answer's own `Date`, so that a wrong local clock doesn't
 * matter), else the `t` (seconds until the window resets) of the `Ratelimit` header.
 *
 * @returns milliseconds, or `undefined` where the answer doesn't say.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const retryAfter = single(headers["retry-after"]);
  if (retryAfter && /^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  if (retryAfter) {
    const waitMs = Date.parse(retryAfter) - Date.parse(single(headers.date) ?? new Date().toUTCString());
    if (Number.isFinite(waitMs)) return Math.max(0, waitMs);
  }
  const resetSeconds = single(headers.ratelimit)?.match(/;\s*t=(\d+)/)?.[1];
  return resetSeconds === undefined ? undefined : Number(resetSeconds) * 1000;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
