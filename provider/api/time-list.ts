/** Finds recordings that ended by the time at which they were asked for: their neighbours come with them. */

import type { AppIdentity, ReadOptions, RecordingsApi } from "./client";
import type { Clock } from "./clock";
import type { CallOptions } from "./requests";
import type { Sightings } from "./sightings";
import type { ObservedRecording } from "./wire";

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
 * @returns whether the server's list is ordered by these times, which a page that holds none of what it should denies;
 * and whether so many others began just before the wanted ones that they weren't reached.
 */
export async function findByTime(
  api: RecordingsApi,
  app: AppIdentity,
  { clock, seen, wanted, options }: TimeListParts,
): Promise<{ readonly isOrdered: boolean; readonly isCrowded: boolean }> {
  let missing = wanted
    .filter((recording) => !Number.isNaN(timeOf(recording)))
    .sort((a, b) => timeOf(a) - timeOf(b));
  let readUntilMs = Number.NEGATIVE_INFINITY;
  let fruitless = 0;
  let isCrowded = false;
  for (let pages = 0; missing[0] && fruitless < FRUITLESS_PAGES && pages < wanted.length; pages++) {
    const [first] = missing;
    const at = clock.now();
    const startMs = Math.max(timeOf(first) - MARGIN_MS, readUntilMs);
    const items = await readPage(api, { app, startMs, options });
    for (const item of items) seen.noteItem(item, at);
    const isFound = ({ recordingId }: ListedAt) => seen.find(recordingId, { notBefore: at }) !== undefined;
    const left = missing.filter((recording) => !isFound(recording));
    const found = missing.length - left.length;
    const lastMs = timeOf(items.at(-1) ?? {});
    // Hundreds may have begun in the second before it, and fill the page.
    const isStillBefore = lastMs > startMs && lastMs <= timeOf(first);
    if (found === 0 && !isStillBefore) return { isOrdered: false, isCrowded };
    isCrowded = isStillBefore;
    if (found > 0) fruitless = found === 1 ? fruitless + 1 : 0;
    readUntilMs = Math.max(readUntilMs, lastMs || startMs);
    // Its neighbours are there, but it isn't: it is gone.
    missing = isStillBefore ? left : left.filter((recording) => recording !== first);
  }
  return { isOrdered: true, isCrowded };
}

const timeOf = ({ invokedTime }: { readonly invokedTime?: string | null | undefined }) =>
  Date.parse(invokedTime ?? "");

interface PageWanted {
  readonly app: AppIdentity;
  readonly startMs: number;
  readonly options: CallOptions;
}

async function readPage(
  api: RecordingsApi,
  { app, startMs, options }: PageWanted,
): Promise<ObservedRecording[]> {
  const filter = { startTime: new Date(startMs).toISOString(), sortOrder: "ASC" } as const;
  for await (const { items } of api.listPages(app, filter, options))
    return items.map(({ recording }) => recording);
  return [];
}
