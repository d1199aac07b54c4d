/** What the random programs declare: resources by name, each with recordings or meetings of its own. */

import { ANSWER_GRACE_MS } from "../../provider/api/interruption";
import { LOOK_MS } from "../../provider/core/meeting";
import type { Props } from "../support/grpc";

/** Resources that are a `Recording`. */
export const RECORDINGS = ["a", "b", "c", "d"] as const;

/** The resource that is a `MeetingRecording`. */
export const MEETING = "m";

/** A resource's name. No two resources ever mean the same recording, which `check` would refuse. */
export type Name = (typeof RECORDINGS)[number] | typeof MEETING;

/** What a declared resource may be about: the first or the second of its own. */
export type Choice = 1 | 2;

/** One resource of a program. */
export interface Declaration {
  readonly name: Name;
  readonly choice: Choice;
  /** As a program writes them, without the id. */
  readonly args: Props & { readonly state: DesiredState };
}

/** What can be declared. */
export type DesiredState = "recording" | "paused" | "stopped";

/** A program: its resources in the order in which they are registered. */
export type Program = ReadonlyMap<Name, Declaration>;

/** The most time that an operation gets, in milliseconds: enough for what an undisturbed API makes us wait for. */
export const OPERATION_MS = 5_000;

/** How long an operation may take beyond its time, in milliseconds: what it sent at the end of it is still waited for. */
export const overtimeMs = (name: Name) => ANSWER_GRACE_MS + (name === MEETING ? LOOK_MS : 0);

/** What a busy machine may add to an operation's time, in milliseconds. */
export const SLACK_MS = 4_000;

/** The URN of a resource. */
export function urnOf(name: Name, stack: string): string {
  const type = name === MEETING ? "MeetingRecording" : "Recording";
  return `urn:pulumi:${stack}::event::pulumi-nodejs:dynamic/realtimekit:${type}::${name}`;
}

/** A declaration on one line, as a person would write it down. */
export function describe({ name, choice, args }: Declaration): string {
  const { state, ...others } = args;
  const rest = Object.entries(others)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}=${JSON.stringify(value)}`));
  return `${name} = ${name}${choice} ${state}${rest.join("")}`;
}
