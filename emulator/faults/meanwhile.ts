/** Lets somebody else do something just before or after a request has its effect. */

import { ControlError } from "../control/control-error";
import { createControlPlane } from "../control/control-plane";
import type { EmulatorState } from "../state";
import type { Doing } from "./doing";

/** Does it; what can't be done any more, because what it is about has vanished, isn't. */
export function doMeanwhile(state: EmulatorState, doing: Doing): void {
  try {
    perform(state, doing);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
  }
}

function perform(state: EmulatorState, doing: Doing): void {
  const control = createControlPlane(state);
  if ("createRecording" in doing) control.createRecording(doing.createRecording);
  else if ("deleteRecording" in doing) control.deleteRecording(doing.deleteRecording.id);
  else if ("deleteMeeting" in doing) control.deleteMeeting(doing.deleteMeeting.id);
  else if ("patchRecording" in doing) {
    const { id, ...patch } = doing.patchRecording;
    control.patchRecording(id, patch);
  } else {
    const { id, ...patch } = doing.patchMeeting;
    control.patchMeeting(id, patch);
  }
}
