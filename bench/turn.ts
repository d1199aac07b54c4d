/** Takes one contender's turn: all operations on one stack, each measured. */

import { DEFAULT_SETTINGS, type LoggedRequest } from "../emulator";
import type { RemoteControlPlane } from "../emulator/control-client";
import { type Declared, type Operation, REACHED } from "./operations";
import { watchPeakMemory } from "./peak-memory";
import type { Turn } from "./plan";
import { isDone, type Measurement, type Requests } from "./results";
import { type RateLimit, rateLimitOf } from "./settings";
import { createSubject, declare, type Site, type Subject } from "./subject";
import { countWindows } from "./windows";

/** A contender that doesn't do what it is measured at: then its time means nothing. */
export class ContenderFailure extends Error {
  override readonly name = "ContenderFailure";
}

/** Called with each measurement as soon as it is there. */
export type NoteMeasurement = (operation: Operation, measurement: Measurement) => void;

/** Takes a turn on an emulator that is empty before and after. @throws ContenderFailure */
export async function takeTurn(turn: Turn, site: Site, note: NoteMeasurement): Promise<void> {
  const { control } = site.emulator;
  await control.reset();
  const recordingIds: string[] = [];
  for (let made = 0; made < turn.size; made++) recordingIds.push((await control.createRecording()).id);
  const subject = await createSubject(turn.contender, site);
  let declared: Declared | undefined;
  try {
    for (const operation of turn.operations) {
      declared = operation.declares ?? declared;
      if (!declared) throw new Error(`nothing is declared before ${operation.name}`);
      if (operation.declares) await declare(subject, { ...declared, recordingIds });
      note(operation, await measure({ turn, operation, subject, declared }, site));
    }
  } finally {
    await subject.close();
  }
}

interface Step {
  readonly turn: Turn;
  readonly operation: Operation;
  readonly subject: Subject;
  readonly declared: Declared;
}

async function measure({ turn, operation, subject, declared }: Step, site: Site): Promise<Measurement> {
  const { contender, size, round } = turn;
  const { control } = site.emulator;
  const limit = operation.isLimited ? rateLimitOf(size) : undefined;
  await setLimit(control, limit);
  await control.clearRequests();
  const memory = watchPeakMemory(subject.folder);
  const startedMs = performance.now();
  const { exitCode, stdout, stderr } = await subject.run(operation);
  const seconds = (performance.now() - startedMs) / 1000;
  const peakMemoryBytes = memory.stop();
  site.signal.throwIfAborted();
  const log = await control.requests();
  const astray = contender.holdsRecordings ? await countAstray(control, declared) : 0;
  const outcome = { exitCode, astray, windows: limit && countWindows(log, limit) };
  if (!limit && !isDone(outcome)) {
    const what = `${contender.title}, ${operation.title}, ${size} recordings: exit code ${exitCode}, ${astray} recordings`;
    throw new ContenderFailure(`${what} are not as declared\n${stdout}${stderr}`);
  }
  const { stateBytes, providerCharacters } = (await subject.stored()) ?? {};
  const sizes = { stateBytes, providerCharacters, peakMemoryBytes };
  const key = { contender: contender.name, operation: operation.name, size, round };
  return { ...key, seconds, requests: countRequests(log), ...sizes, ...outcome };
}

/** The API's documented limit is announced but not enforced, unless the operation is about it. */
async function setLimit(control: RemoteControlPlane, limit: RateLimit | undefined): Promise<void> {
  const { rateLimitRequests, rateLimitWindowSeconds } = DEFAULT_SETTINGS;
  await control.patchSettings({
    rateLimitEnforced: limit !== undefined,
    rateLimitRequests: limit?.requests ?? rateLimitRequests,
    rateLimitWindowSeconds: limit?.windowSeconds ?? rateLimitWindowSeconds,
  });
}

/** Counts a log by kind. */
export function countRequests(log: readonly Pick<LoggedRequest, "endpoint" | "status">[]): Requests {
  const count = (kind: string) => log.filter(({ endpoint }) => endpoint === `recordings.${kind}`).length;
  const [getOne, list, put] = [count("get"), count("list"), count("put")];
  const tooMany = log.filter(({ status }) => status === 429).length;
  return { getOne, list, put, other: log.length - getOne - list - put, tooMany };
}

async function countAstray(control: RemoteControlPlane, { state }: Declared): Promise<number> {
  const recordings = await control.listRecordings();
  return recordings.filter(({ status }) => status !== REACHED[state]).length;
}
