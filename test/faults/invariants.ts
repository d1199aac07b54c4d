/** What must hold after every command, whatever the API, the network and others did. */

import { ERROR_NAMES } from "../../provider/resources/error-names";
import { TOKEN } from "../support/hooks-kit";
import { MEETING, OPERATION_MS, overtimeMs, SLACK_MS } from "./declaration";
import { findUntrueError } from "./honesty";
import type { Call } from "./outcome";
import { findUnannounced, findUndeclared } from "./permissions";
import type { Step } from "./step";
import { findUnsaid } from "./truth";
import type { World } from "./world";

/** Says what is wrong, or nothing. */
type Invariant = (step: Step, world: World) => string | undefined;

/** A look has ten minutes; with the faults of one run it never takes more than some reads that stall. */
const LOOK_MS = 90_000;

/** Each by the sentence that it proves. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  "a preview and a refresh send nothing but reads": ({ command, requests }) =>
    command === "up" ? undefined : requests.find(({ method }) => method !== "GET")?.method,

  "an action reaches the API only where it is declared": findUndeclared,

  "a declared stop is announced before it is sent": findUnannounced,

  "a recording is started only where one is declared, and none runs": ({ started, before, liveAfter }) => {
    if (started.length === 0) return undefined;
    const state = before.program.get(MEETING)?.args.state;
    if (state === undefined || state === "stopped") return `declared ${state}`;
    const meetings = started.map(({ meetingId }) => meetingId);
    const still = [...before.live].filter(([id, of]) => meetings.includes(of) && liveAfter.has(id));
    return still.length > 0 ? `${still[0]?.[0]} ran all the time` : undefined;
  },

  "one declaration is started once": ({ started, before, requests }) => {
    const posts = requests.filter(({ method }) => method === "POST").length;
    if (posts > 1) return `${posts} requests for a start`;
    const { recordingId = null, __declared } = before.state.get(MEETING)?.outputs ?? {};
    const knewOne = recordingId !== null && __declared !== "stopped";
    const isRestarted = before.program.get(MEETING)?.args.whenEnded === "restart";
    const isOther = before.state.get(MEETING)?.id.endsWith(String(started[0]?.meetingId)) === false;
    return started.length > 0 && knewOne && !isRestarted && !isOther ? "started again" : undefined;
  },

  "a recording whose start was answered is in the state": ({ answered, after }) =>
    answered.find(({ recordingId }) => after.get(MEETING)?.outputs.recordingId !== recordingId)?.recordingId,

  "the state says nothing that the API never said": findUnsaid,

  "only what vanished is dropped by a refresh": ({ command, before, after }, world) => {
    if (command !== "refresh") return undefined;
    return [...before.state.keys()].find((name) => !after.has(name) && world.isThere(before.state.get(name)));
  },

  "every operation ends in its time": ({ outcome }, { patienceMs }) => {
    const late = outcome.calls.find((call) => call.tookMs > limitMs(call, patienceMs));
    return late && `${late.hook} of ${late.name} took ${Math.round(late.tookMs)} ms`;
  },

  "every failure has a name, and shows no token": ({ outcome }) =>
    outcome.failures.map(({ message }) => message).find((message) => !isNamed(message)),

  "an error says nothing that isn't so": findUntrueError,

  "the state holds no token": ({ after }) =>
    JSON.stringify([...after.values()]).includes(TOKEN) ? "it does" : undefined,
};

function limitMs({ hook, name }: Call, patienceMs: number): number {
  if (hook === "create" || hook === "update") return patienceMs + overtimeMs(name) + SLACK_MS;
  return hook === "delete" ? OPERATION_MS + overtimeMs(name) + SLACK_MS : LOOK_MS;
}

function isNamed(message: string): boolean {
  return ERROR_NAMES.some((name) => message.startsWith(`${name}: `)) && !message.includes(TOKEN);
}
