/** The statuses that the API gives a recording, and the states that a program may declare. */

/** Every status in the API's specification, in the order in which a recording passes through them. */
export const STATUSES = ["INVOKED", "RECORDING", "PAUSED", "UPLOADING", "UPLOADED", "ERRORED"] as const;

/** A status that this version knows. */
export type Status = (typeof STATUSES)[number];

/** What a program may declare a recording to be doing. */
export const DESIRED_STATES = ["recording", "paused", "stopped"] as const;

/** What a recording should be doing: capturing, holding, or finished for good. */
export type DesiredState = (typeof DESIRED_STATES)[number];

const ENDED: ReadonlySet<string> = new Set<Status>(["UPLOADING", "UPLOADED", "ERRORED"]);
const FINAL: ReadonlySet<string> = new Set<Status>(["UPLOADED", "ERRORED"]);

/** True when `status` is one that this version knows; the API may add others at any time. */
export function isKnownStatus(status: string): status is Status {
  return (STATUSES as readonly string[]).includes(status);
}

/** True when the recording captures nothing any more and never will again. */
export function hasEnded(status: string): boolean {
  return ENDED.has(status);
}

/** True when the status can't change any more: the file is there, or never will be. */
export function isFinal(status: string): boolean {
  return FINAL.has(status);
}

const OBSERVED_AS = {
  INVOKED: "recording",
  RECORDING: "recording",
  PAUSED: "paused",
  UPLOADING: "stopped",
  UPLOADED: "stopped",
  ERRORED: "stopped",
} as const satisfies Record<Status, DesiredState>;

/** The state that a program would declare to describe `status`; `undefined` for a status we don't know. */
export function observedState(status: string): DesiredState | undefined {
  return isKnownStatus(status) ? OBSERVED_AS[status] : undefined;
}
