/** The numbers that every contender is measured under. */

import os from "node:os";

/** Numbers of recordings that are measured unless told. */
export const DEFAULT_SIZES: readonly number[] = [1, 100, 500, 1_000];

/** Rounds unless told; a single recording is quick and noisy, and gets more. */
export const DEFAULT_ROUNDS = 3;
export const EXTRA_ROUNDS_OF_ONE = 4;

/** How long the emulated API takes for every answer, in milliseconds. */
export const LATENCY_MS = 100;

/** How long a stopped recording is UPLOADING, in milliseconds. */
export const UPLOADING_MS = 3_000;

/** The largest page of a list that the emulated API grants. */
export const PAGE_SIZE = 100;

/** What the engine does at once unless told (four times the cores); given to every command, and to the script. */
export const PARALLEL = 4 * os.availableParallelism();

/** The same where uploads are waited for: that many recordings wait at once. */
export const WAIT_PARALLEL = 500;

/** How many requests a window of an enforced limit allows, and how long it is, in seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

/**
 * The limit that is enforced in the rate-limited run: 120 requests per 15 s for 1,000 recordings, where Cloudflare's are
 * 1,200 per 300 s. It must be lower than what the engine sends by itself, or nobody needs to keep to it: at 1,000
 * recordings, where it writes the most state at each step, 11 requests a second. Fewer recordings have a smaller limit,
 * so that they too fill eight windows.
 */
export function rateLimitOf(size: number): RateLimit {
  return {
    requests: Math.ceil(0.12 * size),
    // Whole ones, because that is how headers tell what is left of them.
    windowSeconds: Math.max(1, Math.round(0.015 * size)),
  };
}
