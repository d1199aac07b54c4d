/** Reads the command line. */

import path from "node:path";
import { parseArgs } from "node:util";
import { CONTENDERS, type ContenderName } from "./contenders";
import { OPERATIONS, type OperationName } from "./operations";
import { DEFAULT_ROUNDS, DEFAULT_SIZES } from "./settings";

/** What is to be measured, and where the results go. */
export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly contenders: readonly ContenderName[];
  readonly operations: readonly OperationName[];
  readonly out: string;
  /** Where the engine writes its profiles; by default, it makes none. */
  readonly profiles?: string;
}

const names = <T extends string>(items: readonly { name: T }[]) => items.map(({ name }) => name);

/** Shown with `--help`. */
export const USAGE = `Usage: npm run bench -- [options]

  --sizes <N,N>          numbers of recordings (default: ${DEFAULT_SIZES.join(",")})
  --rounds <count>       how often each is measured; one recording four times more (default: ${DEFAULT_ROUNDS})
  --contenders <a,b>     of ${names(CONTENDERS).join(", ")} (default: all)
  --operations <a,b>     of ${names(OPERATIONS).join(", ")}
                         (default: all); what they need before them is run, and shown, too
  --out <folder>         where results.json, results.md, time.svg and requests.svg go (default: bench/results)
  --profiles <folder>    where the engine writes a profile of each command, which takes time: for go tool pprof
  --help                 show this`;

/** Reads the arguments; `undefined` asks for the usage. Throws with a message for the user when they are wrong. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string" },
      rounds: { type: "string" },
      contenders: { type: "string" },
      operations: { type: "string" },
      out: { type: "string", default: path.join(__dirname, "results") },
      profiles: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const sizes = values.sizes?.split(",").map((text) => readCount("--sizes", text)) ?? DEFAULT_SIZES;
  return {
    sizes: [...new Set(sizes)].sort((a, b) => a - b),
    rounds: values.rounds === undefined ? DEFAULT_ROUNDS : readCount("--rounds", values.rounds),
    contenders: readNames("--contenders", values.contenders, names(CONTENDERS)),
    operations: readNames("--operations", values.operations, names(OPERATIONS)),
    out: path.resolve(values.out),
    ...(values.profiles === undefined ? {} : { profiles: path.resolve(values.profiles) }),
  };
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 10_000) return count;
  throw new Error(`${option} takes whole numbers from 1 to 10000, not "${text}"`);
}

function readNames<T extends string>(
  option: string,
  text: string | undefined,
  known: readonly T[],
): readonly T[] {
  if (text === undefined) return known;
  const given = text.split(",");
  const unknown = given.find((name) => !known.includes(name as T));
  if (unknown !== undefined) throw new Error(`${option} takes ${known.join(", ")}, not "${unknown}"`);
  return known.filter((name) => given.includes(name));
}
