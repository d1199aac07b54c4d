/** All recordings and meetings, indexed by id, by account and app, and by meeting. */

import type { Meeting } from "./meeting";
import type { Recording } from "./recording";

/** An account and one of its apps, to which recordings and meetings belong. */
export interface Scope {
  accountId: string;
  appId: string;
}

interface ScopeIndex {
  recordings: Set<Recording>;
  /** Oldest first; made when a list is asked for, since most requests need no order. */
  ordered: Recording[] | undefined;
  byMeeting: Map<string, Set<Recording>>;
  meetings: Set<Meeting>;
}

/** Holds the state of the emulated service. Ids are lower-case UUIDs, unique over all accounts. */
export class Store {
  readonly #recordings = new Map<string, Recording>();
  readonly #meetings = new Map<string, Meeting>();
  readonly #scopes = new Map<string, ScopeIndex>();

  /** The recording with this id, in whichever account it is. */
  recording(id: string): Recording | undefined {
    return this.#recordings.get(id.toLowerCase());
  }

  /** The meeting with this id, in whichever account it is. */
  meeting(id: string): Meeting | undefined {
    return this.#meetings.get(id.toLowerCase());
  }

  addRecording(recording: Recording): void {
    const index = this.#index(recording);
    const ofMeeting = index.byMeeting.get(recording.meetingId) ?? new Set();
    this.#recordings.set(recording.id, recording);
    index.recordings.add(recording);
    index.byMeeting.set(recording.meetingId, ofMeeting.add(recording));
    index.ordered = undefined;
  }

  removeRecording(recording: Recording): void {
    const index = this.#index(recording);
    this.#recordings.delete(recording.id);
    index.recordings.delete(recording);
    index.byMeeting.get(recording.meetingId)?.delete(recording);
    index.ordered = undefined;
  }

  addMeeting(meeting: Meeting): void {
    this.#meetings.set(meeting.fields.id, meeting);
    this.#index(meeting).meetings.add(meeting);
  }

  removeMeeting(meeting: Meeting): void {
    this.#meetings.delete(meeting.fields.id);
    this.#index(meeting).meetings.delete(meeting);
  }

  /** Every recording, of every account. */
  allRecordings(): Recording[] {
    return [...this.#recordings.values()];
  }

  /** Every meeting, of every account. */
  allMeetings(): Meeting[] {
    return [...this.#meetings.values()];
  }

  /** The recordings of an app, oldest `invoked_time` first; do not change the array. */
  recordingsOf(scope: Scope): readonly Recording[] {
    const index = this.#index(scope);
    index.ordered ??= [...index.recordings].sort((a, b) => a.invokedAtMs - b.invokedAtMs);
    return index.ordered;
  }

  /** The recordings of a meeting, oldest `invoked_time` first. */
  recordingsOfMeeting(scope: Scope, meetingId: string): Recording[] {
    const recordings = this.#index(scope).byMeeting.get(meetingId.toLowerCase()) ?? [];
    return [...recordings].sort((a, b) => a.invokedAtMs - b.invokedAtMs);
  }

  /** The meetings of an app, in the order of their creation. */
  meetingsOf(scope: Scope): Meeting[] {
    return [...this.#index(scope).meetings];
  }

  /** To be called when an `invoked_time` has changed. */
  reorder(scope: Scope): void {
    this.#index(scope).ordered = undefined;
  }

  clear(): void {
    this.#recordings.clear();
    this.#meetings.clear();
    this.#scopes.clear();
  }

  #index({ accountId, appId }: Scope): ScopeIndex {
    const key = `${accountId}/${appId}`;
    const known = this.#scopes.get(key);
    if (known) return known;
    const index = {
      recordings: new Set<Recording>(),
      ordered: undefined,
      byMeeting: new Map(),
      meetings: new Set<Meeting>(),
    };
    this.#scopes.set(key, index);
    return index;
  }
}
