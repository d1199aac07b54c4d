/** Cloudflare's rate limit: its counter, its headers, and the refusal. */

import type { Settings } from "../settings";

/** Where a request stands in the current window. */
export interface RateLimitStanding {
  allowed: boolean;
  remaining: number;
  /** Seconds until the window ends, rounded up: what `t=` and `Retry-After` say. */
  resetSeconds: number;
}

/** Counts requests in fixed windows on the emulator's clock. */
export class RateLimiter {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #used = 0;

  /** Counts one request. A limit that is not enforced never seems used up, or clients would pace themselves. */
  count(settings: Settings, nowMs: number): RateLimitStanding {
    const { rateLimitEnforced, rateLimitRequests, rateLimitWindowSeconds } = settings;
    if (!rateLimitEnforced) {
      return { allowed: true, remaining: rateLimitRequests, resetSeconds: Math.ceil(rateLimitWindowSeconds) };
    }
    if (nowMs >= this.#windowStartMs + rateLimitWindowSeconds * 1000) {
      this.#windowStartMs = nowMs;
      this.#used = 0;
    }
    this.#used += 1;
    const endsInMs = this.#windowStartMs + rateLimitWindowSeconds * 1000 - nowMs;
    return {
      allowed: this.#used <= rateLimitRequests,
      remaining: Math.max(0, rateLimitRequests - this.#used),
      resetSeconds: Math.ceil(endsInMs / 1000),
    };
  }

  reset(): void {
    this.#windowStartMs = Number.NEGATIVE_INFINITY;
  }
}

/** The two headers that Cloudflare puts on every answer. */
export function rateLimitHeaders(standing: RateLimitStanding, settings: Settings): Record<string, string> {
  const { rateLimitRequests, rateLimitWindowSeconds } = settings;
  return {
    Ratelimit: `"default";r=${standing.remaining};t=${standing.resetSeconds}`,
    "Ratelimit-Policy": `"default";q=${rateLimitRequests};w=${rateLimitWindowSeconds}`,
  };
}
