/** Finds recordings that ended by the time at which they were asked for: their neighbours come with them. */

import type { Allowance } from "./allowance";
import type { AppIdentity, RecordingsApi } from "./client";
import type { Clock } from "./clock";
import type { ListPart } from "./paging";
import type { CallOptions } from "./requests";
import type { Sightings } from "./sightings";

/** A recording, and where in the list it stands. */
export interface ListedAt {
  readonly recordingId: string;
  /** ISO 8601. */
  readonly invokedTime: string;
}

/** What is looked for, where it is noted, and what that may cost. */
export interface TimeListParts {
  readonly clock: Clock;
  readonly seen: Sightings;
  readonly wanted: readonly ListedAt[];
  readonly allowance: Allowance;
  /** For the requests. */
  readonly options: CallOptions;
}

/** Whether `start_time` includes its own instant isn't documented, nor how exactly it is compared. */
const MARGIN_MS = 1_000;
/** After so many pages in a row that brought one recording each, the others lie far apart as well. */
const LONELY_PAGES = 3;

/**
 * Lists from the earliest wanted recording on, for as long as the next one lies in what that list goes on with, and
 * jumps over gaps by new lists: one request for a hundred where they are neighbours. It ends where the allowance does;
 * what wasn't found is for the caller to read.
 *
 * @returns false where the server's list turned out not to be ordered by these times.
 */
export async function findByTime(
  api: RecordingsApi,
  app: AppIdentity,
  parts: TimeListParts,
): Promise<boolean> {
  const { clock, options } = parts;
  const search = new Search(parts);
  while (search.isWorthIt) {
    const filter = { startTime: search.beginList(), sortOrder: "ASC" } as const;
    let at = clock.now();
    let goesOn = true;
    for await (const part of api.listPages(app, filter, options)) {
      if (!search.isOrdered(part, search.note(part, at))) return false;
      goesOn = search.isWorthIt && search.goesOn;
      if (!goesOn) break;
      at = clock.now();
    }
    // To its end: what wasn't in it is gone.
    if (goesOn) break;
    search.endList();
  }
  return true;
}

const timeOf = ({ invokedTime }: { readonly invokedTime?: string | null | undefined }) =>
  Date.parse(invokedTime ?? "");

/** A search as far as it has come. */
class Search {
  /** The earliest first. */
  #missing: readonly ListedAt[];
  #hasFound = false;
  #lonelyPages = 0;
  /** The present list: from when it is, until when it has been read, and how many pages are left of it. */
  #startMs = 0;
  #readUntilMs = 0;
  #pagesRead = 0;
  #pagesLeft = 0;

  constructor(private readonly parts: TimeListParts) {
    this.#missing = parts.wanted
      .filter((recording) => !Number.isNaN(timeOf(recording)))
      .sort((a, b) => timeOf(a) - timeOf(b));
    parts.allowance.begin(this.#missing.length);
  }

  get isWorthIt(): boolean {
    return this.#missing.length > 0 && this.#lonelyPages < LONELY_PAGES && !this.parts.allowance.isUsedUp;
  }

  /** True where the present list's next page is the one to read. */
  get goesOn(): boolean {
    const ahead = this.#ahead;
    const isNear = ahead[0] !== undefined && timeOf(ahead[0]) - MARGIN_MS <= this.#readUntilMs;
    // Where pages count from 0, the second one comes last.
    const passedBy = this.#missing.length - ahead.length;
    return isNear || passedBy > this.#pagesLeft || this.#pagesLeft <= 0;
  }

  /** Begins with the earliest that is missing, and says from when the list is to be. */
  beginList(): string {
    const [first] = this.#missing as [ListedAt];
    this.#startMs = timeOf(first) - MARGIN_MS;
    this.#readUntilMs = this.#startMs;
    this.#pagesRead = 0;
    return new Date(this.#startMs).toISOString();
  }

  /** Notes a page, and says how many of those that are wanted it had. */
  note({ items, pageCount = Number.POSITIVE_INFINITY }: ListPart, at: number): number {
    const { seen, allowance } = this.parts;
    for (const { recording } of items) seen.noteItem(recording, at);
    const isSeen = ({ recordingId }: ListedAt) => seen.find(recordingId, { notBefore: at }) !== undefined;
    const left = this.#missing.filter((recording) => !isSeen(recording));
    const found = this.#missing.length - left.length;
    this.#missing = left;
    allowance.take(found);
    if (found > 0) this.#lonelyPages = found === 1 ? this.#lonelyPages + 1 : 0;
    this.#hasFound ||= found > 0;
    this.#readUntilMs = Math.max(this.#readUntilMs, lastOf(items) || 0);
    this.#pagesLeft = pageCount - ++this.#pagesRead;
    return found;
  }

  /** What is ordered has nothing from before its beginning; and somewhere, it has what it should. */
  isOrdered({ items }: ListPart, found: number): boolean {
    if (found > 0) return true;
    // Where pages count from 0, the second one asked for may be beyond the end.
    if (items.length === 0) return this.#hasFound || this.#pagesRead > 1;
    const times = items.map(({ recording }) => timeOf(recording)).filter((time) => !Number.isNaN(time));
    const isAscending = times.every((time, index) => time >= (times[index - 1] ?? 0));
    return isAscending && lastOf(items) > this.#startMs;
  }

  /** Those that the list has passed by are gone: their neighbours are there, but they aren't. */
  endList(): void {
    this.#missing = this.#ahead;
  }

  get #ahead(): readonly ListedAt[] {
    return this.#missing.filter((recording) => timeOf(recording) >= this.#readUntilMs);
  }
}

const lastOf = (items: ListPart["items"]) => timeOf(items.at(-1)?.recording ?? {});
