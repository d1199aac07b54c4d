/** Searches by time for many callers, one after another: what one of them comes by is what others look for. */

import { Allowance } from "./allowance";
import type { AppIdentity, RecordingsApi } from "./client";
import { type Clock, type Deadline, laterOf } from "./clock";
import { InvalidResponseError, isTransient, RateLimitedError } from "./errors";
import { Followed } from "./followed";
import type { CallOptions } from "./requests";
import type { Sightings } from "./sightings";
import { findByTime, type ListedAt } from "./time-list";

/** What is searched with, and where it is noted. */
export interface SearchParts {
  readonly clock: Clock;
  readonly seen: Sightings;
}

/** A recording that somebody asks about, and where lists have it. */
export interface EndedRead extends ListedAt {
  /** What was asked for before that is too old, in milliseconds since the epoch. */
  readonly notBefore: number;
}

/** Who waits for an upload asks again within this time, in milliseconds. */
const EXPECTED_MS = 15_000;

/** The searches of one app's recordings. */
export class TimeSearches {
  readonly #allowance = new Allowance();
  /** False where the server's list turned out not to be in the order of the recordings' times, or can't be read. */
  #isPossible = true;
  #present: Followed | undefined;
  /** What the next search is for, and how long its readers have time. */
  readonly #waiting = new Map<EndedRead, Deadline>();
  /** What will be asked for soon, and since when that is known, in milliseconds since the epoch. */
  readonly #expected = new Map<string, { readonly recording: ListedAt; readonly since: number }>();

  constructor(
    private readonly api: RecordingsApi,
    private readonly app: AppIdentity,
    private readonly parts: SearchParts,
  ) {}

  /** Its reader waits for something, and will ask again. */
  expect(recording: ListedAt): void {
    this.#expected.set(recording.recordingId, { recording, since: this.parts.clock.now() });
  }

  /** A reader was answered by what a page had brought before anybody asked for it. */
  noteFoundLater(): void {
    this.#allowance.noteFoundLater();
  }

  expectNoMore(recordingId: string): void {
    this.#expected.delete(recordingId);
  }

  /** Notes what is found of those that aren't known well enough. */
  async find(wanted: readonly EndedRead[], call: CallOptions): Promise<void> {
    const unseen = wanted.filter((read) => !this.#isSeen(read, read.notBefore));
    const isWaiting = () => unseen.some((read) => this.#waiting.has(read));
    for (const read of unseen) this.#waiting.set(read, call.deadline);
    // The one that goes on was begun without them; the next one is theirs.
    while (isWaiting() && this.#isPossible) {
      if (this.#present && !(await this.#present.follow(call))) break;
      if (!this.#present && isWaiting()) this.#present = this.#begin();
    }
    if (unseen.length > 0 && !isWaiting()) await this.#present?.follow(call);
    for (const read of unseen) this.#waiting.delete(read);
  }

  #isSeen({ recordingId }: ListedAt, notBefore: number): boolean {
    return this.parts.seen.find(recordingId, { notBefore }) !== undefined;
  }

  /** For all that wait; who has less time than others leaves earlier. */
  #begin(): Followed {
    const reads = [...this.#waiting.keys()];
    const latest = [...this.#waiting.values()].reduce(laterOf);
    this.#waiting.clear();
    const wanted = this.#withExpected(reads.filter((read) => !this.#isSeen(read, read.notBefore)));
    return new Followed(this.parts.clock, latest, (options) => this.#search(wanted, options));
  }

  /** The first few of a wave of uploads are asked for; hundreds behind them make a list worth reading to its end. */
  #withExpected(reads: readonly EndedRead[]): readonly ListedAt[] {
    const all = new Map<string, ListedAt>(reads.map((read) => [read.recordingId, read]));
    const notBefore = Math.max(...reads.map((read) => read.notBefore));
    const latest = this.parts.clock.now() - EXPECTED_MS;
    for (const [recordingId, { recording, since }] of this.#expected)
      if (reads.length > 0 && since >= latest && !this.#isSeen(recording, notBefore))
        all.set(recordingId, recording);
    return [...all.values()];
  }

  async #search(wanted: readonly ListedAt[], options: CallOptions): Promise<void> {
    const parts = { ...this.parts, wanted, allowance: this.#allowance, options };
    try {
      this.#isPossible = await findByTime(this.api, this.app, parts);
    } catch (error) {
      this.#isPossible = saysNothing(error);
    } finally {
      this.#present = undefined;
    }
  }
}

/** True for an error that is about the time or the way, and not about the list. */
const saysNothing = (error: unknown) =>
  error instanceof RateLimitedError || (isTransient(error) && !(error instanceof InvalidResponseError));
