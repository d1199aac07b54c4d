/** Finds recordings that ended by the time at which they were asked for: their neighbours come with them. */

import type { AppIdentity, ReadOptions, RecordingsApi } from "./client";
import type { Clock } from "./clock";
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
}

/** Whether `start_time` includes its own instant isn't documented, nor how exactly it is compared. */
const MARGIN_MS = 1_000;

/**
 * Reads the page that begins with the earliest wanted recording, then the one that begins with the earliest that is
 * still missing, and so on: no more requests than reading them one by one, and one in a hundred where they are
 * neighbours. It ends where a page doesn't hold what it should; what wasn't found is for the caller to read.
 *
 * @returns false where the server's list isn't ordered by these times.
 */
export async function findByTime(
  api: RecordingsApi,
  app: AppIdentity,
  { clock, seen, wanted }: TimeListParts,
): Promise<boolean> {
  let missing = wanted
    .filter(({ invokedTime }) => !Number.isNaN(Date.parse(invokedTime)))
    .sort((a, b) => Date.parse(a.invokedTime) - Date.parse(b.invokedTime));
  while (missing[0]) {
    const [first] = missing;
    const at = clock.now();
    const startTime = new Date(Date.parse(first.invokedTime) - MARGIN_MS).toISOString();
    const { deadline, notify } = first.options;
    for await (const { items } of api.listPages(app, { startTime, sortOrder: "ASC" }, { deadline, notify })) {
      for (const { recording } of items) seen.noteItem(recording, at);
      break;
    }
    const isFound = ({ recordingId }: ListedAt) => seen.find(recordingId, { notBefore: at }) !== undefined;
    if (!isFound(first)) return false;
    missing = missing.filter((recording) => !isFound(recording));
  }
  return true;
}
