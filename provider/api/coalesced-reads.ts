/** Reads recordings for many callers at once, by list pages where that takes fewer requests than one by one. */

import type { AppIdentity, MeetingIdentity, ReadOptions, RecordingIdentity, RecordingsApi } from "./client";
import { type Clock, laterOf, remainingMs } from "./clock";
import { EndedReads } from "./ended-reads";
import { Followed } from "./followed";
import type { CallOptions } from "./requests";
import { hasReasons, Sightings } from "./sightings";
import { StatusList } from "./status-list";
import type { EndedRead } from "./time-searches";
import { LIVE_STATUSES, type ObservedRecording } from "./wire";

/** What coalescing goes by. */
export interface CoalesceParts {
  readonly clock: Clock;
  /** How many recordings the program declares, as far as that is known. */
  readonly expected: () => number;
  /** How long requests are held back at present, in milliseconds; default not at all. */
  readonly pauseMs?: () => number;
}

/** So many recordings are read one by one: a list would be no fewer requests, and much longer answers. */
const FEW = 2;
/** What was asked for within this time may well be asked for again, in milliseconds. */
const RECENT_MS = 15_000;
/** How long a read waits for others to join it, in milliseconds. */
const JOIN_MS = 5;

/** The same API, whose reads of several recordings share their requests as far as `maxAgeMs` lets them. */
export function coalesceReads(api: RecordingsApi, parts: CoalesceParts): RecordingsApi {
  const apps = new Map<string, AppReads>();
  const readsOf = ({ accountId, appId }: AppIdentity) => {
    const key = `${accountId}/${appId}`;
    const reads = apps.get(key) ?? new AppReads(api, { accountId, appId }, parts);
    apps.set(key, reads);
    return reads;
  };
  return {
    ...api,
    getRecording: (identity, options) => readsOf(identity).read(identity.recordingId, options),
    listOfMeeting: (meeting, among, options) =>
      among === "live" && options.maxAgeMs
        ? readsOf(meeting).listLive(meeting, options)
        : api.listOfMeeting(meeting, among, options),
    sendAction: (identity, action, options) =>
      readsOf(identity).act(identity, () => api.sendAction(identity, action, options)),
    startRecording: async (app, body, options) =>
      readsOf(app).note(await api.startRecording(app, body, options)),
  };
}

/** The reads of one app. */
class AppReads {
  readonly #seen = new Sightings();
  readonly #live: StatusList;
  readonly #ended: EndedReads;
  /** What was asked about, and when it last was. A meeting and its recording are one. */
  readonly #askedAbout = { recordings: new Map<string, number>(), meetings: new Map<string, number>() };
  #joining: { readonly asked: Map<string, ReadOptions>; readonly departed: Promise<Followed> } | undefined;

  constructor(
    private readonly api: RecordingsApi,
    private readonly app: AppIdentity,
    private readonly parts: CoalesceParts,
  ) {
    const notes = { clock: parts.clock, seen: this.#seen };
    this.#live = new StatusList(api, app, { ...notes, statuses: LIVE_STATUSES });
    this.#ended = new EndedReads(api, app, notes);
  }

  /** Answers a reader, and notes who is to be expected again. */
  async read(recordingId: string, options: ReadOptions): Promise<ObservedRecording> {
    this.#askedAbout.recordings.set(recordingId, this.parts.clock.now());
    const answer = await this.#find(recordingId, options);
    this.#ended.noteAnswer(answer);
    return answer;
  }

  /** The meeting's recordings that go on: out of the app's list, where that is worth reading. */
  async listLive(meeting: MeetingIdentity, options: ReadOptions): Promise<readonly ObservedRecording[]> {
    this.#askedAbout.meetings.set(meeting.meetingId, this.parts.clock.now());
    const expected = this.#expected;
    if (expected > FEW && !this.#isTooLate(options)) await this.#live.refresh(options, expected);
    return this.#live.of(meeting, options) ?? (await this.#listAlone(meeting, options));
  }

  /** Sends an action and notes what it is answered. */
  async act(
    { recordingId }: RecordingIdentity,
    send: () => Promise<ObservedRecording>,
  ): Promise<ObservedRecording> {
    try {
      return this.note(await send());
    } catch (error) {
      this.#seen.forget(recordingId);
      throw error;
    }
  }

  /** Notes the answer to a request that changed something. */
  note(answer: ObservedRecording): ObservedRecording {
    this.#seen.noteWhole(answer, this.parts.clock.now());
    return answer;
  }

  /** What is known, if that will do; else asks for it together with others, or alone. */
  async #find(recordingId: string, options: ReadOptions): Promise<ObservedRecording> {
    const { maxAgeMs = 0, isWhole, known } = options;
    const notBefore = this.parts.clock.now() - maxAgeMs;
    const wanted = { notBefore, isWhole, known };
    const seen = this.#seen.find(recordingId, wanted);
    if (seen) {
      if (!wasLive(known)) this.#ended.noteKnown(recordingId);
      return seen;
    }
    const mayBeListed = !isWhole || (known !== undefined && hasReasons(known));
    if (maxAgeMs > 0 && mayBeListed) await this.#join(recordingId, options);
    const listed = this.#seen.find(recordingId, wanted);
    return listed && !this.#isOutdated(listed, options)
      ? listed
      : await this.#readAlone(recordingId, options);
  }

  /** A list may have been held back for minutes; what goes on is to be stored as it is now. */
  #isOutdated({ recordingId, status }: ObservedRecording, { isWhole, maxAgeMs = 0 }: ReadOptions): boolean {
    if (!isWhole || !LIVE_STATUSES.includes(status)) return false;
    return !this.#seen.find(recordingId, { notBefore: this.parts.clock.now() - maxAgeMs });
  }

  /** How many recordings are about to be asked for: those that a program declares, later those that are waited for. */
  get #expected(): number {
    const since = this.parts.clock.now() - RECENT_MS;
    const countRecent = (asked: ReadonlyMap<string, number>) =>
      [...asked.values()].filter((at) => at >= since).length;
    const { recordings, meetings } = this.#askedAbout;
    const recent = Math.max(countRecent(recordings), countRecent(meetings));
    return this.#live.isKnown ? recent : Math.max(this.parts.expected(), recent);
  }

  async #listAlone(meeting: MeetingIdentity, options: ReadOptions): Promise<readonly ObservedRecording[]> {
    const at = this.parts.clock.now();
    const items = await this.api.listOfMeeting(meeting, "live", options);
    for (const item of items) this.#seen.noteItem(item, at);
    return items;
  }

  async #readAlone(recordingId: string, options: ReadOptions): Promise<ObservedRecording> {
    const at = this.parts.clock.now();
    const recording = await this.api.getRecording({ ...this.app, recordingId }, options);
    this.#seen.noteWhole(recording, at);
    return recording;
  }

  async #join(recordingId: string, options: ReadOptions): Promise<void> {
    if (this.#expected <= FEW || this.#isTooLate(options)) return;
    if (!this.#joining) {
      const asked = new Map<string, ReadOptions>();
      this.#joining = { asked, departed: this.#depart(asked) };
    }
    this.#joining.asked.set(recordingId, options);
    const lists = await this.#joining.departed;
    await lists.follow(options);
  }

  /** True where the others' list would be waited for beyond this reader's deadline. */
  #isTooLate({ deadline }: ReadOptions): boolean {
    const { clock, pauseMs = () => 0 } = this.parts;
    return pauseMs() >= remainingMs(deadline, clock);
  }

  /** Waits for others, then begins to list for as long as one of them has time. */
  async #depart(asked: ReadonlyMap<string, ReadOptions>): Promise<Followed> {
    const { clock } = this.parts;
    await clock.sleep(JOIN_MS);
    this.#joining = undefined;
    const latest = [...asked.values()].map(({ deadline }) => deadline).reduce(laterOf);
    return new Followed(clock, latest, (call) => this.#list(asked, call));
  }

  /** What the lists don't hold is read alone, also where they fail. */
  async #list(asked: ReadonlyMap<string, ReadOptions>, call: CallOptions): Promise<void> {
    const now = this.parts.clock.now();
    const live: number[] = [];
    const ended: EndedRead[] = [];
    for (const [recordingId, { known = {}, maxAgeMs = 0 }] of asked) {
      const { invokedTime } = known;
      if (wasLive(known)) live.push(maxAgeMs);
      else if (invokedTime) ended.push({ recordingId, invokedTime, notBefore: now - maxAgeMs });
    }
    const expected = this.#expected;
    await Promise.all([
      live.length > 0 ? this.#live.refresh({ ...call, maxAgeMs: Math.min(...live) }, expected) : undefined,
      this.#ended.find(ended, expected, call),
    ]);
  }
}

/** True where what is known of a recording leaves it to be looked for among those that go on. */
const wasLive = ({ status = "INVOKED" }: Partial<ObservedRecording> = {}) => LIVE_STATUSES.includes(status);
