/** `npm run test:faults`: runs the fault suites with as many runs, and with the seed, that the command line says. */

import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const USAGE = `Usage: npm run test:faults -- [options]

  --runs <n>         runs against the hooks (default 48); the engine gets a hundredth of it, at least 3
  --engine-runs <n>  runs on the real engine
  --suite <name>     hooks or engine only
  --seed <s>         draws the same runs again (default: a new seed)
  --path <p>         repeats one run; a failure prints it
  --commands <c>     its commands; a failure prints them
  --help             show this`;

const OPTIONS = {
  runs: { type: "string" },
  "engine-runs": { type: "string" },
  suite: { type: "string" },
  seed: { type: "string" },
  path: { type: "string" },
  commands: { type: "string" },
  help: { type: "boolean" },
} as const;

/** The environment by which the suites are told. */
function readCommandLine(args: string[]): NodeJS.ProcessEnv | undefined {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return undefined;
  const engineRuns =
    values["engine-runs"] ?? (values.runs && String(Math.max(3, Math.floor(Number(values.runs) / 100))));
  const env = {
    FAULTS_RUNS: values.runs,
    FAULTS_ENGINE_RUNS: engineRuns,
    FAULTS_SUITE: values.suite,
    FAULTS_SEED: values.seed,
    FAULTS_PATH: values.path,
    FAULTS_COMMANDS: values.commands,
  };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

function main(): void {
  const env = readCommandLine(process.argv.slice(2));
  if (!env) {
    console.log(USAGE);
    return;
  }
  const mocha = [require.resolve("mocha/bin/mocha.js"), "test/faults/**/*.test.ts"];
  const child = spawn(process.execPath, mocha, { env: { ...process.env, ...env }, stdio: "inherit" });
  child.once("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

try {
  main();
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 2;
}
