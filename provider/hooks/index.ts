/**
 * START HERE: the seven hooks that Pulumi's dynamic-provider process calls.
 *
 * Every state file says `require("pulumi-realtimekit/hooks")`, so this module's path and the names that it
 * exports are kept for ever.
 */

import { systemClock } from "../api/clock";
import { check as checkDeclaration } from "./check";
import { create as createRecording } from "./create";
import { deleteRecording } from "./delete";
import { diff as diffRecording } from "./diff";
import { createEngineLog } from "./engine-log";
import { forEngine } from "./expected-error";
import { read as readRecording } from "./read";
import { Session } from "./session";
import { update as updateRecording } from "./update";
import { watchEngine } from "./watch-engine";

type Props = Record<string, unknown>;

/** Pulumi starts this process with the engine's address as its only argument. */
const engineAddress = process.argv[2];

const session = new Session({
  clock: systemClock,
  env: process.env,
  reporterFor: createEngineLog(engineAddress),
  interruption: watchEngine(engineAddress),
});

/** Called once, before the others but not awaited by them. */
export function configure({ config }: { config: { get(key: string): unknown } }): void {
  session.configure((key) => {
    const value = config.get(key);
    // A provider's arguments arrive as they were given: numbers and booleans too.
    return value === undefined || value === null ? undefined : String(value);
  });
}

export const check = (olds: Props, news: Props) => expose(checkDeclaration(session, olds, news));

export const diff = (id: string, olds: Props, news: Props) => expose(diffRecording(session, id, olds, news));

export const create = (inputs: Props) => createRecording(session, inputs);

export const read = (id: string, props: Props) => expose(readRecording(session, id, props));

export const update = (id: string, olds: Props, news: Props) => updateRecording(session, id, olds, news);

const remove = (id: string, props: Props) => expose(deleteRecording(session, id, props));

export { remove as delete };

async function expose<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw forEngine(error);
  }
}
