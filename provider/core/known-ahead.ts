/** The outputs that can't change any more: stored among the inputs, so that the preview of an update knows them. */

import { isDeepStrictEqual } from "node:util";
import type { ObservedRecording } from "../api/wire";
import type { Outputs } from "./kind";
import { hasEnded, isFinal } from "./status";

/** From which status on an output keeps its value, once it has one. */
export type KnownAhead = Readonly<Partial<Record<keyof ObservedRecording, (status: string) => boolean>>>;

const always = () => true;

/** Not here: `status`; addresses, which are signed anew; and all that may be counted or written again until the end. */
export const FIXED_FROM = {
  outputFileName: always,
  invokedTime: always,
  startedTime: always,
  sessionId: always,
  startReason: always,
  stoppedTime: hasEnded,
  stopReason: isFinal,
  recordingDuration: isFinal,
  fileSize: isFinal,
  storage: isFinal,
} as const satisfies KnownAhead;

/** What was observed and can't change any more, without what the program keeps as a secret (`__secretOutputs`). */
export function fixedOutputs(observed: ObservedRecording, inputs: object, table: KnownAhead): Outputs {
  const isFixed = (name: string) => table[name as keyof KnownAhead]?.(observed.status);
  return pick(observed, namesFor(inputs, table).filter(isFixed));
}

/** What an earlier `check` or `read` put among the inputs, as long as they are about the same thing. */
export function keptOutputs(olds: Outputs, inputs: Outputs, keys: KeptKeys): Outputs {
  const isSame = keys.identity.every((key) => isDeepStrictEqual(olds[key], inputs[key]));
  return isSame ? pick(olds, namesFor(inputs, keys.knownAhead)) : {};
}

/** What tells which outputs are kept, and for how long. */
export interface KeptKeys {
  readonly identity: readonly string[];
  readonly knownAhead: KnownAhead;
}

/**
 * The program's inputs without what `ignoreChanges` copied into them from the old ones. What a program itself gives
 * for an output never equals that, because the resource's constructor marks it.
 */
export function withoutKept(olds: Outputs, news: Outputs, table: KnownAhead): Record<string, unknown> {
  const isKept = (name: string) => Object.hasOwn(table, name) && isDeepStrictEqual(olds[name], news[name]);
  return Object.fromEntries(Object.entries(news).filter(([name]) => !isKept(name)));
}

function namesFor(inputs: object, table: KnownAhead): string[] {
  const { __secretOutputs: secret } = inputs as Outputs;
  return Object.keys(table).filter((name) => !(Array.isArray(secret) && secret.includes(name)));
}

function pick(from: object, names: readonly string[]): Outputs {
  const values = from as Outputs;
  const isThere = (name: string) => values[name] !== undefined && values[name] !== null;
  return Object.fromEntries(names.filter(isThere).map((name) => [name, values[name]]));
}
