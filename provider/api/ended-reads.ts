/** Reads recordings that go on no more, uploaded or done, for many callers: by lists where that takes fewer requests. */

import type { AppIdentity, RecordingsApi } from "./client";
import type { Clock } from "./clock";
import { ConnectionError, RateLimitedError } from "./errors";
import { inCommon } from "./in-common";
import type { Sightings } from "./sightings";
import { StatusList } from "./status-list";
import { findByTime, type ListedAt } from "./time-list";

/** What they are read with and noted in. */
export interface EndedReadsParts {
  readonly clock: Clock;
  readonly seen: Sightings;
}

const UPLOADING = "UPLOADING";
/** So many are no crowd: what finds nothing of them may still find more. */
const FEW = 2;

/** The reads of one app's recordings that ended. */
export class EndedReads {
  /** All that is uploaded at the moment: hundreds may be waited for, and the list gets shorter by itself. */
  readonly #uploading: StatusList;
  /** False where the server's list turned out not to be in the order of the recordings' times, or can't be read. */
  #canFindByTime = true;
  /** True where so many began at one time that the list takes more pages than reading a few one by one. */
  #isCrowded = false;

  constructor(
    private readonly api: RecordingsApi,
    private readonly app: AppIdentity,
    private readonly parts: EndedReadsParts,
  ) {
    this.#uploading = new StatusList(api, app, { ...parts, statuses: [UPLOADING] });
  }

  /** Notes what lists say of them; what they don't hold is for the caller to read. `expected` is what a list is worth. */
  async find(wanted: readonly ListedAt[], expected: number): Promise<void> {
    const uploading = wanted.filter(({ recordingId }) => this.#wasUploading(recordingId));
    if (uploading.length > 0) await this.#uploading.refresh(inCommon(uploading), expected);
    const left = wanted.filter((recording) => !this.#isSeen(recording));
    if (left.length > (this.#isCrowded ? FEW : 0)) await this.#findByTime(left);
  }

  #wasUploading(recordingId: string): boolean {
    return this.parts.seen.find(recordingId, { notBefore: 0 })?.status === UPLOADING;
  }

  #isSeen({ recordingId, options: { maxAgeMs = 0, known } }: ListedAt): boolean {
    const notBefore = this.parts.clock.now() - maxAgeMs;
    return this.parts.seen.find(recordingId, { notBefore, known }) !== undefined;
  }

  async #findByTime(wanted: readonly ListedAt[]): Promise<void> {
    if (!this.#canFindByTime) return;
    const parts = { ...this.parts, wanted, options: inCommon(wanted) };
    try {
      const { isOrdered, isCrowded } = await findByTime(this.api, this.app, parts);
      this.#canFindByTime = isOrdered;
      this.#isCrowded ||= isCrowded;
    } catch (error) {
      this.#canFindByTime = saysNothing(error);
    }
  }
}

/** True for an error that is about the time or the way, and not about the list. */
const saysNothing = (error: unknown) => error instanceof RateLimitedError || error instanceof ConnectionError;
