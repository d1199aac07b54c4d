/** What a turn works with: a contender's program, ready to be run again and again. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Engine, RunResult } from "../scripts/engine";
import type { Contender } from "./contenders";
import type { Declared, Operation } from "./operations";
import { createScriptSubject } from "./script-subject";
import type { ServedEmulator } from "./served-emulator";
import { createStackSubject } from "./stack-subject";
import type { StateSize } from "./state-file";

/** What the program reads from `declared.json`. */
export interface Declaration extends Declared {
  readonly recordingIds: readonly string[];
}

/** A contender's program. */
export interface Subject {
  /** The folder it runs in, as the system has it. */
  readonly folder: string;
  /** Runs what the operation is for this contender; a failure is a result too. */
  run(operation: Operation): Promise<RunResult>;
  /** What is stored; `undefined` where nothing is. */
  stored(): Promise<StateSize | undefined>;
  /** Ends what still runs, and removes the folder. */
  close(): Promise<void>;
}

/** Where subjects are made. */
export interface Site {
  readonly engine: Engine;
  readonly emulator: ServedEmulator;
  /** The folder in whose node_modules this package is installed. */
  readonly installed: string;
  /** Where the engine writes its profiles, if it is to make any. */
  readonly profiles?: string | undefined;
  readonly signal: AbortSignal;
}

/** Makes one. */
export async function createSubject(contender: Contender, site: Site): Promise<Subject> {
  return contender.kind === "stack"
    ? createStackSubject(contender, site)
    : createScriptSubject(contender, site);
}

/** Tells the program what is declared from now on. */
export async function declare({ folder }: Subject, declaration: Declaration): Promise<void> {
  await writeFile(path.join(folder, "declared.json"), JSON.stringify(declaration));
}
