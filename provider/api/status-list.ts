/** The list of an app's recordings in some statuses, read once for many callers: those that go on, or that are uploaded. */

import type { AppIdentity, MeetingIdentity, ReadOptions, RecordingsApi } from "./client";
import type { Clock } from "./clock";
import { NotSentError, RateLimitedError } from "./errors";
import { Followed } from "./followed";
import type { ListPart } from "./paging";
import type { CallOptions } from "./requests";
import type { Sightings } from "./sightings";
import { LIVE_STATUSES, type ListItem, type ObservedRecording } from "./wire";

/** What the list is read with and noted in. */
export interface StatusListParts {
  readonly clock: Clock;
  readonly seen: Sightings;
  /** What the list is narrowed to. */
  readonly statuses: readonly string[];
}

/** The pages after the first are asked for sixteen at a time, half of the connections: a preview waits for them. */
const PAGES_AT_ONCE = 16;

/** One reading of the list. */
interface Reading {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  readonly items: ListItem[];
  /** False where it couldn't be read or changed meanwhile, or while it is being read. */
  isComplete: boolean;
}

const isOutOfTime = (error: unknown) => error instanceof RateLimitedError || error instanceof NotSentError;

/** The app's list of recordings in these statuses as last read. */
export class StatusList {
  #last: Reading | undefined;
  #reading: Followed | undefined;
  /** How many pages it had when it was last read; nobody knows before. */
  #pageCount: number | undefined;

  constructor(
    private readonly api: RecordingsApi,
    private readonly app: AppIdentity,
    private readonly parts: StatusListParts,
  ) {}

  /** True once it has been read, or given up. */
  get isKnown(): boolean {
    return this.#pageCount !== undefined;
  }

  /**
   * Reads the list, unless that was done within `maxAgeMs`. It is given up where it has more pages than `worth`: that
   * many single reads are fewer requests then. A list that can't be read is no error, nor is one that isn't there by
   * the deadline; what it lacks is read alone.
   */
  async refresh(options: ReadOptions, worth: number): Promise<void> {
    const notBefore = this.parts.clock.now() - (options.maxAgeMs ?? 0);
    while (this.#reading) if (!(await this.#reading.follow(options))) return;
    if (this.#last && this.#last.at >= notBefore) return;
    if ((this.#pageCount ?? 0) > worth) return;
    this.#reading = new Followed(this.parts.clock, options.deadline, (call) =>
      this.#read(call, worth)
        .catch((error: unknown) => {
          // The next one to ask may have the time that this one lacked.
          if (isOutOfTime(error)) this.#last = undefined;
        })
        .finally(() => {
          this.#reading = undefined;
        }),
    );
    await this.#reading.follow(options);
  }

  /** The meeting's recordings, the latest first; `undefined` where the list doesn't tell, or is too old. */
  of({ meetingId }: MeetingIdentity, options: ReadOptions): ObservedRecording[] | undefined {
    const { maxAgeMs = 0, noneMaxAgeMs = maxAgeMs } = options;
    const { clock, seen } = this.parts;
    const last = this.#last;
    if (!last?.isComplete || last.items.some((item) => item.meetingId === undefined)) return undefined;
    const since = { notBefore: clock.now() - maxAgeMs };
    const own = last.items
      .filter((item) => item.meetingId === meetingId)
      .map(({ recording }) => seen.find(recording.recordingId, since) ?? recording);
    // One that was seen to end since says no more about the others than a list without it.
    const isNone = !own.some(({ status }) => LIVE_STATUSES.includes(status));
    if (last.at < clock.now() - (isNone ? noneMaxAgeMs : maxAgeMs)) return undefined;
    return own.reverse();
  }

  async #read(call: CallOptions, worth: number): Promise<void> {
    const reading: Reading = { at: this.parts.clock.now(), items: [], isComplete: false };
    this.#last = reading;
    const filter = { status: this.parts.statuses, sortOrder: "ASC" } as const;
    const options = { ...call, pagesAtOnce: PAGES_AT_ONCE };
    const parts: ListPart[] = [];
    for await (const part of this.api.listPages(this.app, filter, options)) {
      parts.push(part);
      for (const { recording } of part.items) this.parts.seen.noteItem(recording, reading.at);
      reading.items.push(...part.items);
      this.#pageCount = part.pageCount ?? parts.length;
      if (this.#pageCount > worth) {
        // It may be worth it for the next ones to ask, however soon.
        this.#last = undefined;
        return;
      }
    }
    // Where one ended between two pages, another one moved up into the page that had been read.
    const isUnchanged = new Set(parts.map(({ total }) => total)).size === 1;
    reading.isComplete = isUnchanged && parts.every(({ isReadable }) => isReadable);
  }
}
