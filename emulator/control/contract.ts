/** What a test can do to a running emulator behind the API's back, in process or over HTTP. */

import type { DoingInput } from "../faults/doing";
import type { FaultInput } from "../faults/fault";
import type { AddedFault } from "../faults/fault-book";
import type { LoggedRequest, RequestFilter } from "../front-door/request-log";
import type { Settings, SettingsPatch } from "../settings";
import type {
  ClockChange,
  MeetingInput,
  MeetingPatch,
  RecordingInput,
  RecordingPatch,
  ScopeFilter,
} from "./inputs";
import type { MeetingView } from "./meetings";
import type { RecordingView } from "./recordings";

/** The time the emulator goes by. */
export interface ClockView {
  /** ISO 8601. */
  now: string;
  /** Whether it stands still between two changes. */
  frozen: boolean;
}

/** The control plane. Wrong input throws a `ControlError`, which names the property; unknown ids do too. */
export interface ControlPlane {
  /** Adds a recording in any status (default RECORDING), in a meeting of its own unless it is given one. */
  createRecording(input?: RecordingInput): RecordingView;
  /** The recording as it really is; unlike a GET it is not logged and uses up no stale read. */
  getRecording(id: string): RecordingView;
  listRecordings(filter?: ScopeFilter): RecordingView[];
  /** Changes a recording as a host or the service does; a new `status` sets its times and reasons. */
  patchRecording(id: string, patch: RecordingPatch): RecordingView;
  /** Lets a recording vanish. */
  deleteRecording(id: string): void;
  /** Adds a meeting with two people in it. */
  createMeeting(input?: MeetingInput): MeetingView;
  getMeeting(id: string): MeetingView;
  listMeetings(filter?: ScopeFilter): MeetingView[];
  patchMeeting(id: string, patch: MeetingPatch): MeetingView;
  deleteMeeting(id: string): void;
  /** Does what somebody else may do, unless it can't be done any more; a fault `meanwhile` does the same later. */
  perform(doing: DoingInput): void;
  /** The logged requests that fit, oldest first. */
  requests(filter?: RequestFilter): LoggedRequest[];
  clearRequests(): void;
  addFault(fault: FaultInput): AddedFault;
  /** All faults since the last `clearFaults`, with how often each has struck. */
  faults(): AddedFault[];
  clearFaults(): void;
  changeClock(change: ClockChange): ClockView;
  /** The settings; tokens are hidden. */
  settings(): Settings;
  /** Changes settings from now on: what was due before happens by the old ones. */
  patchSettings(patch: SettingsPatch): Settings;
  /** Forgets everything and returns to the settings of the start. */
  reset(): void;
}
