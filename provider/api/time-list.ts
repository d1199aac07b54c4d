/** Finds recordings that ended by the time at which they were asked for: their neighbours come with them. */

import type { AppIdentity, ReadOptions, RecordingsApi } from "./client";
import type { Clock } from "./clock";
import type { CallOptions } from "./requests";
import type { Sightings } from "./sightings";

/** A recording, and where in the list it stands. */
export interface ListedAt {
  readonly recordingId: string;
  /** ISO 8601. */
  readonly invokedTime: string;
  readonly options: ReadOptions;
}

/** What is looked for, and where it is noted. */
export interface TimeListParts {
  readonly clock: Clock;
  readonly seen: Sightings;
  readonly wanted: readonly ListedAt[];
  /** For the requests. */
  readonly options: CallOptions;
}

/** Whether `start_time` includes its own instant isn't documented, nor how exactly it is compared. */
const MARGIN_MS = 1_000;
/** After so many pages in a row that brought one recording each, the others lie far apart as well. */
const FRUITLESS_PAGES = 3;

/**
 * Reads the page that begins with the earliest wanted recording, then the one that begins with the earliest that is
 * still missing, and so on: no more requests than reading them one by one, and one in a hundred where they are
 * neighbours. It ends where that doesn't pay; what wasn't found is for the caller to read.
 *
 * @returns false where a page held none of what it should: the server's list isn't ordered by these times.
 */
export async function findByTime(
  api: RecordingsApi,
  app: AppIdentity,
  { clock, seen, wanted, options }: TimeListParts,
): Promise<boolean> {
  let missing = wanted
    .filter(({ invokedTime }) => !Number.isNaN(Date.parse(invokedTime)))
    .sort((a, b) => Date.parse(a.invokedTime) - Date.parse(b.invokedTime));
  for (let fruitless = 0; missing[0] && fruitless < FRUITLESS_PAGES; ) {
    const [first] = missing;
    const at = clock.now();
    const startTime = new Date(Date.parse(first.invokedTime) - MARGIN_MS).toISOString();
    for await (const { items } of api.listPages(app, { startTime, sortOrder: "ASC" }, options)) {
      for (const { recording } of items) seen.noteItem(recording, at);
      break;
    }
    const isFound = ({ recordingId }: ListedAt) => seen.find(recordingId, { notBefore: at }) !== undefined;
    const left = missing.filter((recording) => !isFound(recording));
    const found = missing.length - left.length;
    if (found === 0) return false;
    fruitless = found === 1 ? fruitless + 1 : 0;
    // Its neighbours are there, but it isn't: it is gone.
    missing = left.filter((recording) => recording !== first);
  }
  return true;
}
