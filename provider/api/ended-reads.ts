/** Reads recordings that go on no more, uploaded or done, for many callers: by lists where that takes fewer requests. */

import type { AppIdentity, RecordingsApi } from "./client";
import type { CallOptions } from "./requests";
import { StatusList } from "./status-list";
import { type EndedRead, type SearchParts, TimeSearches } from "./time-searches";
import type { ObservedRecording } from "./wire";

const UPLOADING = "UPLOADING";

/** The reads of one app's recordings that ended. */
export class EndedReads {
  /** All that is uploaded at the moment: hundreds may be waited for, and the list gets shorter by itself. */
  readonly #uploading: StatusList;
  readonly #searches: TimeSearches;
  /** Those that somebody has asked for. */
  readonly #asked = new Set<string>();

  constructor(
    api: RecordingsApi,
    app: AppIdentity,
    private readonly parts: SearchParts,
  ) {
    this.#uploading = new StatusList(api, app, { ...parts, statuses: [UPLOADING] });
    this.#searches = new TimeSearches(api, app, parts);
  }

  /** Notes what lists say of them; what they don't hold is for the caller to read. `expected` is what a list is worth. */
  async find(wanted: readonly EndedRead[], expected: number, call: CallOptions): Promise<void> {
    for (const { recordingId } of wanted) this.#asked.add(recordingId);
    const uploading = wanted.filter(({ recordingId }) => this.#wasUploading(recordingId));
    if (uploading.length > 0) {
      const maxAgeMs = this.parts.clock.now() - Math.max(...uploading.map(({ notBefore }) => notBefore));
      await this.#uploading.refresh({ ...call, maxAgeMs }, expected);
    }
    await this.#searches.find(wanted, call);
  }

  /** Notes that a reader was answered without any request. */
  noteKnown(recordingId: string): void {
    if (!this.#asked.has(recordingId)) this.#searches.noteFoundLater();
    this.#asked.add(recordingId);
  }

  /** Notes what a reader was answered. */
  noteAnswer({ recordingId, status, invokedTime }: ObservedRecording): void {
    if (status === UPLOADING && invokedTime) this.#searches.expect({ recordingId, invokedTime });
    else this.#searches.expectNoMore(recordingId);
  }

  #wasUploading(recordingId: string): boolean {
    return this.parts.seen.find(recordingId, { notBefore: 0 })?.status === UPLOADING;
  }
}
