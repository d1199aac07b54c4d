/** What the API has said about the recordings of one app, and when. */

import { LIVE_STATUSES, type ObservedRecording } from "./wire";

/** A recording as it was at one time. */
export interface Sighting {
  readonly recording: ObservedRecording;
  /** When it was asked for, in milliseconds since the epoch: what is said is not older than that. */
  readonly at: number;
}

/** How recent and how complete a sighting must be; as in `ReadOptions`. */
export interface Wanted {
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly isWhole?: boolean | undefined;
  readonly known?: Partial<ObservedRecording> | undefined;
}

type Known = Partial<ObservedRecording> | undefined;

/** The latest sighting of each recording. */
export class Sightings {
  readonly #latest = new Map<string, Sighting>();
  /** Those of which the API answered all that it has. */
  readonly #whole = new WeakSet<ObservedRecording>();

  /** Notes an answer about this recording alone. */
  noteWhole(recording: ObservedRecording, at: number): void {
    this.#whole.add(recording);
    this.#note({ recording, at });
  }

  /** Notes an item of a list, which lacks the reasons; they are taken over from what is known. */
  noteItem(item: ObservedRecording, at: number): void {
    const recording = withReasons(item, this.#latest.get(item.recordingId)?.recording);
    this.#note({ recording, at });
  }

  /** What an action that failed has left behind is anybody's guess. */
  forget(recordingId: string): void {
    this.#latest.delete(recordingId);
  }

  /** The recording, where what is known of it will do. */
  find(recordingId: string, { notBefore, isWhole, known }: Wanted): ObservedRecording | undefined {
    const seen = this.#latest.get(recordingId);
    if (!seen || seen.at < notBefore) return undefined;
    if (this.#whole.has(seen.recording)) return seen.recording;
    const recording = withReasons(seen.recording, known);
    return isWhole && !hasReasons(recording) ? undefined : recording;
  }

  #note(sighting: Sighting): void {
    const { recordingId } = sighting.recording;
    const before = this.#latest.get(recordingId);
    if (!before || before.at <= sighting.at) this.#latest.set(recordingId, sighting);
  }
}

function withReasons(item: ObservedRecording, known: Known): ObservedRecording {
  const { startReason, stopReason: before, status } = known ?? {};
  // Why an upload failed is said only once it has.
  const stopReason = item.status === "ERRORED" && status !== "ERRORED" ? undefined : before;
  return { ...(startReason ? { startReason } : {}), ...(stopReason ? { stopReason } : {}), ...item };
}

/** True where a list's item lacks nothing that is known already. */
export function hasReasons({ status = "", startReason, stopReason }: Partial<ObservedRecording>): boolean {
  return startReason !== undefined && (stopReason !== undefined || LIVE_STATUSES.includes(status));
}
