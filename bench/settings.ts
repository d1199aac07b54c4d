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

/** The limit that is enforced in the rate-limited run: Cloudflare's is 1,200 requests per 300 seconds. */
export const RATE_LIMIT = { requests: 120, windowSeconds: 3 };
