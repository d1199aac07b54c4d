/** The control plane as functions on an emulator's state. */

import { definedFields } from "../defined-fields";
import { doingSchema } from "../faults/doing";
import { faultSchema } from "../faults/fault";
import { doMeanwhile } from "../faults/meanwhile";
import type { Meeting } from "../model/meeting";
import type { Recording } from "../model/recording";
import { HIDDEN_TOKEN, type Settings, settingsPatchSchema } from "../settings";
import { type EmulatorState, settleAll } from "../state";
import type { ControlPlane } from "./contract";
import { ControlError, parseInput } from "./control-error";
import {
  clockChangeSchema,
  meetingInputSchema,
  meetingPatchSchema,
  recordingInputSchema,
  recordingPatchSchema,
  requestFilterSchema,
  type ScopeFilter,
  scopeFilterSchema,
} from "./inputs";
import { createMeeting, patchMeeting, viewMeeting } from "./meetings";
import { createRecording, patchRecording, viewRecording } from "./recordings";

/** The control plane of one emulator. */
export function createControlPlane(state: EmulatorState): ControlPlane {
  const control: ControlPlane = {
    ...recordingControls(state),
    ...meetingControls(state),
    ...trafficControls(state),
    ...ruleControls(state),
    perform: (doing) => doMeanwhile(control, parseInput(doingSchema, doing)),
  };
  return control;
}

function recordingControls(state: EmulatorState) {
  const find = (id: string) => found(state.store.recording(id), `recording ${id}`);
  const view = (recording: Recording) => viewRecording(state, recording);
  return {
    createRecording: (input = {}) => view(createRecording(state, parseInput(recordingInputSchema, input))),
    getRecording: (id) => view(find(id)),
    listRecordings: (filter = {}) => {
      const { meeting_id, ...scope } = parseInput(scopeFilterSchema, filter);
      const fits = (recording: Recording) => meeting_id === undefined || recording.meetingId === meeting_id;
      return state.store.allRecordings().filter(belongsTo(scope)).filter(fits).map(view);
    },
    patchRecording: (id, patch) => {
      patchRecording(state, find(id), parseInput(recordingPatchSchema, patch));
      return view(find(id));
    },
    deleteRecording: (id) => state.store.removeRecording(find(id)),
  } satisfies Partial<ControlPlane>;
}

function meetingControls(state: EmulatorState) {
  const find = (id: string) => found(state.store.meeting(id), `meeting ${id}`);
  const view = (meeting: Meeting) => viewMeeting(state, meeting);
  return {
    createMeeting: (input = {}) => view(createMeeting(state, parseInput(meetingInputSchema, input))),
    getMeeting: (id) => view(find(id)),
    listMeetings: (filter = {}) => {
      const { meeting_id, ...scope } = parseInput(scopeFilterSchema, filter);
      const fits = (meeting: Meeting) => meeting_id === undefined || meeting.fields.id === meeting_id;
      return state.store.allMeetings().filter(belongsTo(scope)).filter(fits).map(view);
    },
    patchMeeting: (id, patch) => {
      patchMeeting(state, find(id), parseInput(meetingPatchSchema, patch));
      return view(find(id));
    },
    deleteMeeting: (id) => state.store.removeMeeting(find(id)),
  } satisfies Partial<ControlPlane>;
}

function trafficControls({ log, faults }: EmulatorState) {
  return {
    requests: (filter = {}) => log.list(parseInput(requestFilterSchema, filter)),
    clearRequests: () => log.clear(),
    addFault: (fault) => faults.add(parseInput(faultSchema, fault)),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
  } satisfies Partial<ControlPlane>;
}

function ruleControls(state: EmulatorState) {
  const settings = () => {
    const tokens = state.settings.tokens.map((accepted) => ({ ...accepted, token: HIDDEN_TOKEN }));
    return { ...state.settings, tokens };
  };
  return {
    settings,
    patchSettings: (patch) => {
      const changes = definedFields(parseInput(settingsPatchSchema, patch)) as Partial<Settings>;
      settleAll(state);
      // Another limit begins with a window of its own.
      if (Object.keys(changes).some((name) => name.startsWith("rateLimit"))) state.limiter.reset();
      state.settings = { ...state.settings, ...changes };
      return settings();
    },
    changeClock: (change) => {
      const { advanceMs = 0, frozen = state.clock.frozen } = parseInput(clockChangeSchema, change);
      state.clock.freeze(frozen);
      state.clock.advance(advanceMs);
      return { now: new Date(state.clock.now()).toISOString(), frozen };
    },
    reset: () => {
      for (const part of [state.store, state.faults]) part.clear();
      for (const part of [state.log, state.limiter, state.clock]) part.reset();
      state.settings = state.initialSettings;
    },
  } satisfies Partial<ControlPlane>;
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new ControlError(404, `There is no ${name}`);
  return thing;
}

function belongsTo({ account_id, app_id }: ScopeFilter) {
  return ({ accountId, appId }: { accountId: string; appId: string }) =>
    (account_id === undefined || account_id === accountId) && (app_id === undefined || app_id === appId);
}
