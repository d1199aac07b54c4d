/** Everything one running emulator remembers, and how it is brought up to date before it is read. */

import { VirtualClock } from "./clock";
import { definedFields } from "./defined-fields";
import { FaultBook } from "./faults/fault-book";
import { RateLimiter } from "./front-door/rate-limit";
import { type LoggedRequest, RequestLog } from "./front-door/request-log";
import { settle } from "./model/lifecycle";
import { type Meeting, settleSession } from "./model/meeting";
import type { Recording } from "./model/recording";
import { Store } from "./model/store";
import { DEFAULT_SETTINGS, type Settings } from "./settings";

/** The state of one emulator. */
export interface EmulatorState {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly limiter: RateLimiter;
  /** Ends everything that waits when the emulator is closed. */
  readonly closing: AbortController;
  /** The settings that `reset` returns to. */
  readonly initialSettings: Settings;
  settings: Settings;
  /** Lets nobody in for so many real milliseconds; set by whoever listens. */
  goAway: (ms: number) => void;
  readonly onAnswer: OnAnswer | undefined;
}

/** Called with the body of every answer that the client gets whole. */
export type OnAnswer = (request: Readonly<LoggedRequest>, body: string) => void;

/** What a state is made of. */
export interface StateParts {
  readonly settings: Partial<Settings>;
  readonly realNow?: (() => number) | undefined;
  readonly onAnswer?: OnAnswer | undefined;
}

/** State of an emulator in which nothing has happened. */
export function createState({ settings, realNow, onAnswer }: StateParts): EmulatorState {
  const initialSettings = { ...DEFAULT_SETTINGS, ...definedFields(settings) };
  return {
    clock: new VirtualClock(realNow),
    store: new Store(),
    faults: new FaultBook(),
    log: new RequestLog(),
    limiter: new RateLimiter(),
    closing: new AbortController(),
    initialSettings,
    settings: initialSettings,
    goAway: () => {},
    onAnswer,
  };
}

/** Brings one recording up to the present and returns it. */
export function settleRecording(state: EmulatorState, recording: Recording): Recording {
  const meeting = state.store.meeting(recording.meetingId);
  settle(recording, { settings: state.settings, meeting }, state.clock.now());
  return recording;
}

/** Brings one meeting and its recordings up to the present, before something about it changes. */
export function settleMeeting(state: EmulatorState, meeting: Meeting): Meeting {
  for (const recording of state.store.recordingsOfMeeting(meeting, meeting.fields.id)) {
    settleRecording(state, recording);
  }
  settleSession(meeting, state.clock.now());
  return meeting;
}

/** Brings everything up to the present, before the rules change. */
export function settleAll(state: EmulatorState): void {
  for (const recording of state.store.allRecordings()) settleRecording(state, recording);
  for (const meeting of state.store.allMeetings()) settleSession(meeting, state.clock.now());
}
