/** Lays out what is run in which order, and tells how long the rest of it will take. */

import { CONTENDERS, type Contender } from "./contenders";
import { type Operation, withNeeded } from "./operations";
import type { BenchOptions } from "./options";
import { median } from "./results";
import { EXTRA_ROUNDS_OF_ONE } from "./settings";

/** One contender's turn: all operations on one stack. */
export interface Turn {
  readonly contender: Contender;
  readonly size: number;
  /** 1 for the first. */
  readonly round: number;
  readonly operations: readonly Operation[];
}

/**
 * For each size, for each round, each contender: so that whatever disturbs the machine disturbs all of them. Every
 * second round goes backwards, so that nobody always comes after the same one.
 */
export function planTurns(options: BenchOptions): Turn[] {
  const contenders = CONTENDERS.filter(({ name }) => options.contenders.includes(name));
  return options.sizes.flatMap((size) => {
    const count = size === 1 ? options.rounds + EXTRA_ROUNDS_OF_ONE : options.rounds;
    const rounds = Array.from({ length: count }, (_, index) => index + 1);
    return rounds.flatMap((round) =>
      (isBackwards(round) ? contenders.toReversed() : contenders).map((contender) => {
        const operations = operationsOf(options, { contender, size, round });
        return { contender, size, round, operations };
      }),
    );
  });
}

const isBackwards = (round: number) => round % 2 === 0;

function operationsOf(options: BenchOptions, { contender, size, round }: Omit<Turn, "operations">) {
  const isWhereLimited = round === 1 && size === Math.max(...options.sizes);
  const operations = withNeeded(new Set(options.operations)).filter(
    (operation) => doesIt(contender, operation) && (isWhereLimited || !operation.isLimited),
  );
  return isBackwards(round) ? previewUncheckedFirst(operations) : operations;
}

/** Whether an operation is something for this contender. */
export const doesIt = (contender: Contender, operation: Operation) =>
  (operation.only ?? [contender.name]).includes(contender.name) &&
  (contender.operations ?? [operation.name]).includes(operation.name);

/** Of the two previews, which are compared, each comes first now and then. */
function previewUncheckedFirst(operations: readonly Operation[]): readonly Operation[] {
  const at = operations.findIndex(({ name }) => name === "preview");
  const [preview, unchecked] = operations.slice(at);
  if (preview?.name !== "preview" || unchecked?.name !== "preview-unchecked") return operations;
  return operations.toSpliced(at, 2, unchecked, preview);
}

/** Making a stack and dropping it, in seconds. */
const SETUP_SECONDS = 2;

/** Foretells times: from the same in earlier rounds, else from the rough numbers of the operations and the pace so far. */
export interface Forecast {
  note(turn: Turn, operation: Operation, seconds: number): void;
  /** How long these turns will take, in seconds. */
  of(turns: readonly Turn[]): number;
}

/** Makes a forecast that has seen nothing yet. */
export function createForecast(): Forecast {
  const seen = new Map<string, number[]>();
  const total = { seen: 0, foretold: 0 };
  const keyOf = ({ contender, size }: Turn, { name }: Operation) => `${contender.name} ${size} ${name}`;
  const roughly = ({ contender, size }: Turn, { estimate }: Operation) =>
    estimate.fixed + size * (estimate[contender.name] ?? 0);
  // A machine that was slow so far goes on being slow.
  const pace = () => (total.foretold > 0 ? total.seen / total.foretold : 1);
  const secondsOf = (turn: Turn, operation: Operation) =>
    median(seen.get(keyOf(turn, operation)) ?? []) ?? pace() * roughly(turn, operation);
  return {
    note: (turn, operation, seconds) => {
      const key = keyOf(turn, operation);
      seen.set(key, [...(seen.get(key) ?? []), seconds]);
      total.seen += seconds;
      total.foretold += roughly(turn, operation);
    },
    of: (turns) =>
      turns.reduce(
        (sum, turn) =>
          turn.operations.reduce((own, operation) => own + secondsOf(turn, operation), sum + SETUP_SECONDS),
        0,
      ),
  };
}
