/** Which action a declaration, or a deletion, allows on which recording. */

import type { LoggedRequest, RecordingAction } from "../../emulator";
import { type Declaration, type DesiredState, MEETING } from "./declaration";
import { type Stored, toldBy } from "./outcome";
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

/** A stop that the plan didn't say; `undefined` where there is none. What began meanwhile could not be told. */
export function findUnannounced(step: Step, world: World): string | undefined {
  const { before, outcome } = step;
  const stops = step.requests.filter((request) => actionOf(request) === "stop");
  const found = stops.find(({ path }) => {
    const recordingId = path.split("/").at(-1) as string;
    const declared = declarationsOf(recordingId, step, world).find(({ args }) => args.state === "stopped");
    if (!declared || !before.live.has(recordingId)) return false;
    return !outcome.messages.some(({ name, text }) => name === declared.name && ANNOUNCED.test(text));
  });
  return found?.path;
}

/** As a preview says it; of a status that it doesn't know it can't say more than that it waits for another one. */
const ANNOUNCED = /: will (stop|wait for the recording to begin, then stop|wait until its status)/;

const actionOf = ({ body }: LoggedRequest) => (body as { action?: RecordingAction } | undefined)?.action;

function undeclared(put: LoggedRequest, step: Step, world: World): string | undefined {
  const action = actionOf(put) as RecordingAction;
  const recordingId = put.path.split("/").at(-1) as string;
  if (step.command === "up") {
    const declarations = declarationsOf(recordingId, step, world);
    if (declarations.some(({ args }) => NEEDED[args.state] === action)) return undefined;
    if (action === "stop" && isReleased(recordingId, step, world)) return undefined;
  }
  return `${action} was sent for ${recordingId}`;
}

/** What the program says about a recording: by its id, or by the meeting that it is of. */
function declarationsOf(recordingId: string, { before }: Step, world: World): Declaration[] {
  const meetingId = world.meetingOf(recordingId);
  return [...before.program.values()].filter((declaration) => {
    const id = world.idOf(declaration);
    return declaration.name === MEETING ? id === meetingId : id === recordingId;
  });
}

/** Whether deleting or replacing a resource stops this recording, by what the state said of it before. */
function isReleased(recordingId: string, { before }: Step, world: World): boolean {
  return [...before.state.values()].some((stored) => {
    const declaration = before.program.get(stored.name);
    const isKept = declaration !== undefined && stored.id.endsWith(`/${world.idOf(declaration)}`);
    return !isKept && toldBy(stored).recordingId === recordingId && stopsOnDelete(stored);
  });
}

function stopsOnDelete({ outputs: { onDelete, origin } }: Stored): boolean {
  return onDelete === "stop" || ((onDelete ?? null) === null && origin === "started");
}
