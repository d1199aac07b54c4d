/** The control plane of an emulator in another process, over HTTP. */

import type { ControlPlane } from "./control/contract";

/** Each function of the control plane, with its result in a promise. */
export type RemoteControlPlane = {
  [K in keyof ControlPlane]: (...args: Parameters<ControlPlane[K]>) => Promise<ReturnType<ControlPlane[K]>>;
};

/** An answer of the control plane that says no. */
export class RemoteControlError extends Error {
  override readonly name = "RemoteControlError";
  /** HTTP status of the answer. */
  readonly status: number;
  /** The property that is wrong, where one is. */
  readonly property: string | undefined;

  constructor(status: number, error: { message: string; property?: string }) {
    super(error.message);
    this.status = status;
    this.property = error.property;
  }
}

/**
 * Speaks to a running emulator.
 *
 * @param address - its base URL or any other URL of it; only scheme, host and port matter
 */
export function connectControlPlane(address: string): RemoteControlPlane {
  const { origin } = new URL(address);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${origin}/__emulator${path}`, init);
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    if (!response.ok) throw new RemoteControlError(response.status, answer.error);
    return answer;
  };
  return {
    createRecording: (input = {}) => call("POST", "/recordings", input),
    getRecording: (id) => call("GET", `/recordings/${id}`),
    listRecordings: (filter) => call("GET", `/recordings${toQuery(filter)}`),
    patchRecording: (id, patch) => call("PATCH", `/recordings/${id}`, patch),
    deleteRecording: (id) => call("DELETE", `/recordings/${id}`),
    createMeeting: (input = {}) => call("POST", "/meetings", input),
    getMeeting: (id) => call("GET", `/meetings/${id}`),
    listMeetings: (filter) => call("GET", `/meetings${toQuery(filter)}`),
    patchMeeting: (id, patch) => call("PATCH", `/meetings/${id}`, patch),
    deleteMeeting: (id) => call("DELETE", `/meetings/${id}`),
    perform: (doing) => call("POST", "/doings", doing),
    requests: (filter) => call("GET", `/requests${toQuery(filter)}`),
    clearRequests: () => call("DELETE", "/requests"),
    addFault: (fault) => call("POST", "/faults", fault),
    faults: () => call("GET", "/faults"),
    clearFaults: () => call("DELETE", "/faults"),
    changeClock: (change) => call("POST", "/clock", change),
    settings: () => call("GET", "/settings"),
    patchSettings: (patch) => call("PATCH", "/settings", patch),
    reset: () => call("POST", "/reset"),
  };
}

function toQuery(filter: object = {}): string {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
