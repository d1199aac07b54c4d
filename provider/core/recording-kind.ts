/** `Recording`: one recording, named by its id. */

import type { RecordingIdentity } from "../api/client";
import type { ObservedRecording } from "../api/wire";
import { describeComing, describeEndNoted } from "./diff";
import { RecordingNotFoundError } from "./errors";
import { RECORDING_IDENTITY } from "./identity";
import { type RecordingInputs, RULES } from "./inputs";
import type { Coming, Outputs, ResourceKind } from "./kind";
import { FIXED_FROM, fixedOutputs, keptOutputs } from "./known-ahead";
import { pickInputs, toOutputs } from "./outputs";
import { RELEASED, reconcile } from "./reconcile";
import { hasEnded, isFinal, observedState } from "./status";
import { type Operation, type OperationBase, observe, PLAN_MAX_AGE_MS } from "./wait";

type StoredRecording = RecordingInputs & ObservedRecording;

/** The operation on the recording that the inputs name. */
export function onRecording(
  operation: OperationBase,
  { accountId, appId, recordingId }: RecordingIdentity,
): Operation {
  return { ...operation, identity: { accountId, appId, recordingId } };
}

/** `Recording`'s part in the hooks. */
export const recordingKind: ResourceKind<RecordingInputs, StoredRecording> = {
  name: "Recording",
  rules: RULES,
  identity: RECORDING_IDENTITY,
  decisive: [...RECORDING_IDENTITY, "state", "whenEnded", "waitForUpload"],
  knownAhead: FIXED_FROM,

  isWorthLooking(olds, inputs) {
    if (recordingKind.identity.some((key) => olds[key] !== inputs[key])) return true;
    const isChanged = olds.state !== inputs.state || olds.whenEnded !== inputs.whenEnded;
    return isChanged && inputs.state !== "stopped" && inputs.whenEnded === "fail";
  },

  async foresee(inputs, stored, operation): Promise<Coming> {
    const recording = await seen(inputs, stored, operation);
    const text = describeComing(recording, inputs) ?? describeEndNoted(recording, stored, inputs);
    return text === undefined ? { willAct: false } : { text, willAct: true };
  },

  bring: async (inputs, stored, operation) =>
    toRecordingOutputs(inputs, await reconcile(inputs, onRecording(operation, inputs), stored)),

  outputsSoFar: (inputs, { journal }) => toRecordingOutputs(inputs, journal.recording),

  async find(stored, operation) {
    const isLookUp = !("schemaVersion" in stored);
    // What a look-up's program says of a recording isn't known, and a list alone lacks the reasons.
    const recency = { maxAgeMs: PLAN_MAX_AGE_MS, known: isLookUp ? undefined : stored, isWhole: true };
    const observed = await unlessGone(observe(onRecording(operation, stored), recency));
    if (!observed) return undefined;
    const inputs = { ...pickInputs(stored, RULES), state: stateFor(stored, observed.status) };
    // What is only looked up is never updated; the engine would show them as inputs that its program took away.
    const known = isLookUp ? {} : fixedOutputs(observed, inputs, FIXED_FROM);
    return { inputs: { ...inputs, ...known }, outs: toOutputs(inputs, observed, RULES) };
  },

  missing: (stored) => new RecordingNotFoundError(stored),

  async release(stored, operation) {
    await unlessGone(reconcile(RELEASED, onRecording(operation, stored), stored));
  },

  isOver: ({ status }) => isFinal(String(status)),

  isReleased: ({ onDelete, status }) => onDelete !== "stop" || hasEnded(status),
};

/** What goes on, as far as it may have changed since it was stored and is to be looked at. */
async function seen(
  inputs: RecordingInputs,
  stored: StoredRecording | undefined,
  operation: OperationBase,
): Promise<ObservedRecording> {
  if (stored && (hasEnded(stored.status) || !operation.isLiveCheck)) return stored;
  return await observe(onRecording(operation, inputs), { maxAgeMs: PLAN_MAX_AGE_MS, known: stored });
}

/** An answer that leaves out what the preview showed, as shorter ones of the API do, takes nothing of it back. */
function toRecordingOutputs(inputs: RecordingInputs, observed: ObservedRecording | undefined): Outputs {
  const known = keptOutputs(inputs as unknown as Outputs, inputs as unknown as Outputs, recordingKind);
  return toOutputs(inputs, observed && { ...known, ...observed }, RULES);
}

/** An accepted end is no drift: it would show as one for ever. Neither is a status that this version can't judge. */
function stateFor({ whenEnded, state }: RecordingInputs, status: string) {
  return whenEnded === "accept" && hasEnded(status) ? state : (observedState(status) ?? state);
}

/** What was looked for, or `undefined` where the API proves that it doesn't exist. */
export async function unlessGone<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof RecordingNotFoundError) return undefined;
    throw error;
  }
}
