/** Lets somebody else do something: now, or just before or after a request has its effect. */

import type { ControlPlane } from "../control/contract";
import { ControlError } from "../control/control-error";
import type { RecordingView } from "../control/recordings";
import { isActive, type RecordingStatus } from "../model/recording";
import type { Doing } from "./doing";

/** Does it; what can't be done any more, because what it is about has vanished or ended, isn't. */
export function doMeanwhile(control: ControlPlane, doing: Doing): void {
  try {
    perform(control, doing);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
  }
}

function perform(control: ControlPlane, doing: Doing): void {
  if ("createRecording" in doing) control.createRecording(doing.createRecording);
  else if ("deleteMeeting" in doing) control.deleteMeeting(doing.deleteMeeting.id);
  else if ("deleteRecording" in doing) {
    const recording = find(control.listRecordings(), doing.deleteRecording);
    if (recording) control.deleteRecording(recording.id);
  } else if ("patchRecording" in doing) {
    const { id, meeting_id, from, ...patch } = doing.patchRecording;
    const recording = find(control.listRecordings(), { id, meeting_id, from });
    if (recording) control.patchRecording(recording.id, patch);
  } else {
    const { id, ...patch } = doing.patchMeeting;
    control.patchMeeting(id, patch);
  }
}

interface Target {
  readonly id?: string | undefined;
  readonly meeting_id?: string | undefined;
  readonly from?: readonly RecordingStatus[] | undefined;
}

function find(recordings: RecordingView[], { id, meeting_id, from }: Target): RecordingView | undefined {
  return recordings.findLast((recording) => {
    const isMeant = id
      ? recording.id === id
      : recording.meeting_id === meeting_id && isActive(recording.status);
    return isMeant && (!from || from.includes(recording.status));
  });
}
