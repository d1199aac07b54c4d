/** `npm run bench`: measures all contenders in one run, and fails where a goal is missed. */

import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { EngineNotFoundError, locatePulumi } from "../scripts/engine";
import { exitCodeOf } from "../scripts/engine/child";
import { runBench } from "./bench";
import { describeCommit } from "./commit";
import { type BenchOptions, readOptions, USAGE } from "./options";
import { planTurns } from "./plan";
import { drawRequests, drawTimes } from "./report/figures";
import { type Circumstances, writeReport } from "./report/markdown";
import { createResults, type Measurement } from "./results";
import { ContenderFailure } from "./turn";
import { judge } from "./verdict";

const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Measures, writes and prints; true when no goal is missed. */
async function bench(options: BenchOptions, command: string, signal: AbortSignal): Promise<boolean> {
  const { profiles } = options;
  if (profiles) await mkdir(profiles, { recursive: true });
  const engine = await locatePulumi({ signal });
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  // Before the run: this is when the package is built from it.
  const commit = await describeCommit();
  const startedMs = performance.now();
  const measurements = await runBench({ turns: planTurns(options), engine, profiles, signal, say });
  const where = {
    command,
    commit,
    seconds: Math.round((performance.now() - startedMs) / 1000),
    cores: os.availableParallelism(),
    node: process.versions.node,
    pulumi: engine.version,
  };
  const results = createResults(measurements);
  const verdicts = judge(results);
  const report = writeReport(results, verdicts, where);
  await write(options.out, {
    "results.json": writeJson(where, measurements),
    "results.md": report,
    "time.svg": drawTimes(results),
    "requests.svg": drawRequests(results),
  });
  process.stdout.write(report);
  return verdicts.every(({ outcome }) => outcome !== "missed");
}

function writeJson(where: Circumstances, measurements: readonly Measurement[]): string {
  return `${JSON.stringify({ ...where, measurements }, null, 2)}\n`;
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

/** The command that makes these numbers again; where they were written is nobody else's matter. */
function commandOf(args: readonly string[]): string {
  const kept = args.filter((arg, index) => !/^--out(=|$)/.test(arg) && args[index - 1] !== "--out");
  return ["npm run bench", ...(kept.length > 0 ? ["--", ...kept] : [])].join(" ");
}

function explain(error: unknown): string {
  if (error instanceof ContenderFailure || error instanceof EngineNotFoundError) return error.message;
  return (error as Error).stack ?? String(error);
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  const interruption = new AbortController();
  for (const signal of INTERRUPTIONS) process.on(signal, () => interruption.abort(signal));
  try {
    return (await bench(options, commandOf(args), interruption.signal)) ? 0 : 1;
  } catch (error) {
    if (interruption.signal.aborted) return exitCodeOf(interruption.signal.reason);
    throw error;
  }
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);
