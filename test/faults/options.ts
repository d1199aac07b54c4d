/** How many runs there are, and which: from the environment, which `npm run test:faults` sets. */

/** What can be asked for. */
export interface FaultOptions {
  /** Runs against the hooks. */
  readonly runs: number;
  /** Runs on the real engine. */
  readonly engineRuns: number;
  readonly seed: number;
  /** Where a run is to be repeated: fast-check's path and its commands' replay path. */
  readonly path: string | undefined;
  readonly commands: string | undefined;
  readonly suite: "hooks" | "engine" | undefined;
}

const RUNS = 48;
const ENGINE_RUNS = 3;

/** Reads them; the seed is a new one where none is given. */
export function readFaultOptions(env: NodeJS.ProcessEnv = process.env): FaultOptions {
  const suite = env.FAULTS_SUITE;
  return {
    runs: Number(env.FAULTS_RUNS ?? RUNS),
    engineRuns: Number(env.FAULTS_ENGINE_RUNS ?? ENGINE_RUNS),
    seed: Number(env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000)),
    path: env.FAULTS_PATH,
    commands: env.FAULTS_COMMANDS,
    suite: suite === "hooks" || suite === "engine" ? suite : undefined,
  };
}
