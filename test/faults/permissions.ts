/** Which action a declaration, or a deletion, allows on which recording. */

import type { LoggedRequest, RecordingAction } from "../../emulator";
import { type DesiredState, MEETING } from "./declaration";
import type { Stored } from "./outcome";
import type { Step } from "./step";
import type { World } from "./world";

/** The one action that each declared state can need. */
const NEEDED: Readonly<Record<DesiredState, RecordingAction>> = {
  recording: "resume",
  paused: "pause",
  stopped: "stop",
};

/** An action that nobody declared; `undefined` where there is none. */
export function findUndeclared(step: Step, world: World): string | undefined {
  const puts = step.requests.filter(({ method }) => method === "PUT");
  return puts.map((put) => undeclared(put, step, world)).find((problem) => problem !== undefined);
}

function undeclared({ path, body }: LoggedRequest, step: Step, world: World): string | undefined {
  const { action } = body as { action: RecordingAction };
  const recordingId = path.split("/").at(-1) as string;
  if (step.command === "up") {
    if (declaredActions(recordingId, step, world).includes(action)) return undefined;
    if (action === "stop" && isReleased(recordingId, step, world)) return undefined;
  }
  return `${action} was sent for ${recordingId}`;
}

/** What the program says about a recording: by its id, or by the meeting that it is of. */
function declaredActions(recordingId: string, { before }: Step, world: World): RecordingAction[] {
  const meetingId = world.meetingOf(recordingId);
  return [...before.program.values()]
    .filter((declaration) => {
      const id = world.idOf(declaration);
      return declaration.name === MEETING ? id === meetingId : id === recordingId;
    })
    .map(({ args }) => NEEDED[args.state]);
}

/** Whether deleting or replacing a resource stops this recording, by what the state said of it before. */
function isReleased(recordingId: string, { before }: Step, world: World): boolean {
  return [...before.state.values()].some((stored) => {
    const declaration = before.program.get(stored.name);
    const isKept = declaration !== undefined && stored.id.endsWith(`/${world.idOf(declaration)}`);
    return !isKept && stored.outputs.recordingId === recordingId && stopsOnDelete(stored);
  });
}

function stopsOnDelete({ outputs: { onDelete, origin } }: Stored): boolean {
  return onDelete === "stop" || ((onDelete ?? null) === null && origin === "started");
}
