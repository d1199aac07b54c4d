/** Look-ups: functions that read recordings without managing them. The API's client is loaded at the first call. */

import * as pulumi from "@pulumi/pulumi";
import type { RecordingFilter } from "../api/client";
import type { ObservedRecording } from "../api/wire";
import type { AppArgs, Sources } from "../core/look-ups";

/** A recording as the API describes it; what the API doesn't say is absent. */
export type RecordingInfo = ObservedRecording;

/** Which recording. Account and app come from configuration where they aren't given. */
export interface GetRecordingArgs extends AppArgs {
  readonly recordingId: string;
}

/** Which meeting. Account and app come from configuration where they aren't given. */
export interface GetActiveRecordingArgs extends AppArgs {
  readonly meetingId: string;
}

/** Which recordings; without a filter, all of the app. */
export interface ListRecordingsArgs extends AppArgs, RecordingFilter {}

type Inputs<A> = { [K in keyof A]: pulumi.Input<A[K]> };

/** Reads a configuration key as the resources' provider does, from the stack's configuration. */
const sources: Sources = {
  readConfig: (key) => {
    const [namespace, name] = key.split(":") as [string, string];
    return new pulumi.Config(namespace).get(name);
  },
  env: process.env,
};

// An import() of a module of this package: it must name the compiled file.
const load = () => import("../core/look-ups.js");

/** Reads one recording. @throws RecordingNotFoundError with the id where there is none. */
export async function getRecording(args: GetRecordingArgs): Promise<RecordingInfo> {
  return await plainly((await load()).lookUpRecording(args, sources));
}

/** As {@link getRecording}, but `undefined` where there is none. */
export async function tryGetRecording(args: GetRecordingArgs): Promise<RecordingInfo | undefined> {
  return await unlessNamed("RecordingNotFoundError", getRecording(args));
}

/**
 * Reads the recording of a meeting that has not ended; of several, the API gives one.
 *
 * @throws NoActiveRecordingError with the meeting's id where there is none.
 */
export async function getActiveRecording(args: GetActiveRecordingArgs): Promise<RecordingInfo> {
  return await plainly((await load()).lookUpActiveRecording(args, sources));
}

/** As {@link getActiveRecording}, but `undefined` where there is none. */
export async function tryGetActiveRecording(
  args: GetActiveRecordingArgs,
): Promise<RecordingInfo | undefined> {
  return await unlessNamed("NoActiveRecordingError", getActiveRecording(args));
}

/** Reads recordings one after the other, a page at a time as they are needed. */
export async function* eachRecording(args: ListRecordingsArgs = {}): AsyncGenerator<RecordingInfo> {
  const recordings = (await load()).lookUpRecordings(args, sources);
  for (;;) {
    const { done, value } = await plainly(recordings.next());
    if (done) return;
    yield value;
  }
}

/** Reads all recordings that the filters let through, all pages. */
export async function listRecordings(args: ListRecordingsArgs = {}): Promise<RecordingInfo[]> {
  const recordings: RecordingInfo[] = [];
  for await (const recording of eachRecording(args)) recordings.push(recording);
  return recordings;
}

/** {@link getRecording} for inputs; secret as a whole, because it holds download addresses. */
export const getRecordingOutput = withInputs(getRecording);
/** {@link tryGetRecording} for inputs; secret as a whole. */
export const tryGetRecordingOutput = withInputs(tryGetRecording);
/** {@link getActiveRecording} for inputs; secret as a whole. */
export const getActiveRecordingOutput = withInputs(getActiveRecording);
/** {@link tryGetActiveRecording} for inputs; secret as a whole. */
export const tryGetActiveRecordingOutput = withInputs(tryGetActiveRecording);
/** {@link listRecordings} for inputs; secret as a whole. */
export const listRecordingsOutput = withInputs(listRecordings);

function withInputs<A extends object, R>(
  lookUp: (args: A) => Promise<R>,
): (args: Inputs<A>) => pulumi.Output<R> {
  return (args) =>
    pulumi.secret(pulumi.output(args).apply((known) => lookUp(known as unknown as A))) as pulumi.Output<R>;
}

/** What a user can mend is shown as its message alone: Pulumi does that for a RunError. The name stays, for `catch`. */
async function plainly<T>(look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    const { isExpected } = await load();
    if (!isExpected(error)) throw error;
    const shown = Object.assign(new pulumi.RunError(error.message), { name: error.name, cause: error });
    // Pulumi formats a stack without showing it, which takes Node 20 half a minute at times.
    delete shown.stack;
    throw shown;
  }
}

async function unlessNamed<T>(name: string, look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}
