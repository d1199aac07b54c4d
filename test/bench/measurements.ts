/** Measurements as a run gives them, made up so that every goal is met unless told otherwise. */

import { CONTENDERS } from "../../bench/contenders";
import { OPERATIONS } from "../../bench/operations";
import { doesIt } from "../../bench/plan";
import type { Measurement, Requests } from "../../bench/results";

/** No request at all. */
export const NONE: Requests = { getOne: 0, list: 0, put: 0, other: 0, tooMany: 0 };

const SIZES = [1, 100, 500, 1_000];

/** The requests of ours in each operation that writes or reads. */
function requestsOf(operation: Measurement["operation"], size: number): Requests {
  const list = Math.ceil(size / 100) + 1;
  if (operation === "no-op" || operation === "preview") return { ...NONE, list };
  if (operation === "change-all" || operation === "rate-limited") return { ...NONE, put: size, list };
  return NONE;
}

/** One round of all contenders at all sizes; what fits `key` is changed. */
export function oneRound(key: Partial<Measurement> = {}, change: Partial<Measurement> = {}): Measurement[] {
  return SIZES.flatMap((size) =>
    CONTENDERS.flatMap((whose) =>
      OPERATIONS.filter((what) => doesIt(whose, what)).map(({ name: operation, isLimited }) => {
        const contender = whose.name;
        const seconds = contender === "as-documented" ? 2 + size * 0.1 : 1 + size * 0.01;
        const sizes = { stateBytes: 2_000, providerCharacters: 90, peakMemoryBytes: 100 * 2 ** 20 };
        const requests = requestsOf(operation, size);
        const made = {
          contender,
          operation,
          size,
          round: 1,
          seconds,
          requests,
          ...sizes,
          exitCode: 0,
          astray: 0,
          windows: isLimited ? { all: 9, usedUp: 8 } : undefined,
        };
        const isMeant = Object.entries(key).every(
          ([name, value]) => made[name as keyof typeof made] === value,
        );
        return isMeant ? { ...made, ...change } : made;
      }),
    ),
  );
}
