/** Runs the whole benchmark: turn after turn on one emulator, with a line for every command. */

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { installProvider } from "../scripts/demo/program";
import type { Engine } from "../scripts/engine";
import { inWords } from "./in-words";
import { createForecast, type Turn } from "./plan";
import type { Measurement } from "./results";
import { serveEmulator } from "./served-emulator";
import { takeTurn } from "./turn";

/** What a run needs. */
export interface BenchRun {
  readonly turns: readonly Turn[];
  readonly engine: Engine;
  /** Where the engine writes its profiles; default: nowhere. */
  readonly profiles?: string | undefined;
  /** Ends it; what runs then is ended, and nothing is left. */
  readonly signal: AbortSignal;
  /** Takes a line for the person who waits. */
  say(line: string): void;
}

/** Takes all turns. @throws ContenderFailure, and the signal's reason when it is aborted. */
export async function runBench({ turns, engine, profiles, signal, say }: BenchRun): Promise<Measurement[]> {
  const installed = await mkdtemp(path.join(os.tmpdir(), "bench-package-"));
  try {
    await installProvider(installed, signal);
    const emulator = await serveEmulator();
    try {
      return await takeAll(turns, { engine, emulator, installed, profiles, signal }, say);
    } finally {
      await emulator.close();
    }
  } finally {
    await rm(installed, { recursive: true, force: true });
  }
}

async function takeAll(
  turns: readonly Turn[],
  site: Parameters<typeof takeTurn>[1],
  say: BenchRun["say"],
): Promise<Measurement[]> {
  const forecast = createForecast();
  const measurements: Measurement[] = [];
  say(`${countCommands(turns)} commands, about ${inWords(forecast.of(turns))}`);
  for (const [index, turn] of turns.entries()) {
    site.signal.throwIfAborted();
    const { size, round, contender } = turn;
    say(`N = ${size}, round ${round}, ${contender.title}; ${inWords(forecast.of(turns.slice(index)))} left`);
    await takeTurn(turn, site, (operation, measurement) => {
      forecast.note(turn, operation, measurement.seconds);
      measurements.push(measurement);
      say(`  ${operation.title}: ${measurement.seconds.toFixed(2)} s`);
    });
  }
  return measurements;
}

const countCommands = (turns: readonly Turn[]) =>
  turns.reduce((sum, { operations }) => sum + operations.length, 0);
