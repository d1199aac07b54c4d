/** Which process is signalled when: drawn from a seed, and spread over the whole of an up. */

/** One blow. */
export interface Strike {
  readonly victim: "CLI" | "provider" | "emulator";
  readonly signal: "SIGINT" | "SIGKILL";
  /** When, from 0 to 1, in the time that an up takes; for the provider, in the time that it lives. */
  readonly instant: number;
}

const VICTIMS = ["CLI", "provider", "emulator"] as const;
const SIGNALS = ["SIGKILL", "SIGINT"] as const;

/** So many instants for every process, one from each of so many equal parts of an up; the signals take turns. */
export function planStrikes(seed: number, instants: number): Strike[] {
  const random = randomNumbers(seed);
  return Array.from({ length: instants }, (_, part) =>
    VICTIMS.map((victim, index) => ({
      victim,
      signal: SIGNALS[(part + index) % 2] as Strike["signal"],
      instant: (part + random()) / instants,
    })),
  ).flat();
}

/** Numbers from 0 to 1 that the seed decides (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
