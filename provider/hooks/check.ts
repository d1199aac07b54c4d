/** `check`: names every wrong property, and finds what can't work before anything is done. */

import { InterruptedError, RealtimeKitError } from "../api/errors";
import type { ObservedRecording } from "../api/wire";
import { ERROR_PROPERTIES } from "../core/errors";
import { pulumiId } from "../core/identity";
import type { CommonInputs } from "../core/inputs";
import type { Outputs } from "../core/kind";
import { fixedOutputs, keptOutputs, withoutKept } from "../core/known-ahead";
import { checkAgainst, type InputFailure, withDefaults } from "../core/rules";
import { findSetting } from "../core/settings";
import { isUnknown } from "../core/unknown";
import { named, nameOf } from "./engine-log";
import { type AnyKind, kindOf } from "./kinds";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";
import { toStoredInputs } from "./stored";

/** What the engine takes back. */
export interface CheckAnswer {
  readonly inputs: Record<string, unknown>;
  readonly failures: InputFailure[];
}

/** Runs in previews and in updates, with Pulumi's unknown values in place of what isn't known yet. */
export async function check(session: Session, olds: Outputs, news: Outputs): Promise<CheckAnswer> {
  const { inputs, failures } = await checkDeclaration(session, olds, news);
  return { inputs: toStoredInputs(kindOf(news), inputs), failures };
}

async function checkDeclaration(session: Session, olds: Outputs, news: Outputs): Promise<CheckAnswer> {
  // How many others the program declares is no part of this declaration.
  const { __count: count, ...declared } = news;
  session.noteDeclaredCount(count);
  const kind = kindOf(news);
  const { filled, sources } = fillFromConfiguration(session, withoutKept(olds, declared, kind.knownAhead));
  session.noteCheck(news.__urn, pulumiId(kind.identity, filled));
  const { inputs, failures } = checkAgainst(kind, filled, sources);
  const known = { ...inputs, ...keptOutputs(olds, inputs, kind) };
  // What else isn't known yet makes no difference to what can be told.
  const isForeseeable = !kind.decisive.some((key) => isUnknown(inputs[key]));
  if (failures.length > 0 || !isForeseeable) return { inputs: known, failures };
  const second = findSecondDeclaration(session, kind, inputs);
  if (second) return { inputs: known, failures: [second] };
  const { problem, seen } = await findDeadEnd(session, kind, { olds, inputs });
  const fixed = seen && fixedOutputs(seen, inputs, kind.knownAhead);
  return { inputs: { ...known, ...fixed }, failures: problem ? [problem] : [] };
}

function fillFromConfiguration(session: Session, news: Outputs) {
  const filled: Record<string, unknown> = { ...news };
  const sources: Record<string, string> = {};
  for (const name of ["accountId", "appId"] as const) {
    if (filled[name] !== undefined && filled[name] !== null) continue;
    const setting = findSetting(name, (key) => session.readConfig(key), session.env);
    if (!setting) continue;
    filled[name] = setting.value;
    sources[name] = setting.source;
  }
  return { filled, sources };
}

/** Two resources for one recording would undo each other's work at every run. */
function findSecondDeclaration(session: Session, kind: AnyKind, inputs: Outputs): InputFailure | undefined {
  const { __urn: urn } = inputs;
  const other = typeof urn === "string" ? session.claim(pulumiId(kind.identity, inputs), urn) : undefined;
  if (!other) return undefined;
  return {
    property: kind.identity.at(-1) as string,
    reason: `is declared twice; the other resource is ${nameOf(other)} (${other})`,
  };
}

/** Looks where the declaration is new, and says what an update could only fail with. */
async function findDeadEnd(
  session: Session,
  kind: AnyKind,
  { olds, inputs }: { olds: Outputs; inputs: Outputs },
): Promise<{ problem?: InputFailure; seen?: ObservedRecording | undefined }> {
  const declared = inputs as unknown as CommonInputs;
  if (!session.isLiveCheck || !kind.isWorthLooking(withDefaults(kind.rules, olds), declared)) return {};
  const operation = session.begin(inputs.__urn, OBSERVE_TIMEOUT_MS);
  try {
    // For a new resource, nobody else tells: the engine calls diff for existing ones only.
    const { text, isWarning } = await kind.foresee(declared, undefined, operation);
    // A replacement is checked twice, first beside the inputs that it replaces: it is told the second time.
    const isNew = Object.keys(olds).length === 0;
    if (text && isNew) operation.report[isWarning ? "warn" : "info"](named(text, inputs.__urn));
    await operation.report.flush();
    return { seen: operation.journal.recording };
  } catch (error) {
    if (!(error instanceof RealtimeKitError) || error instanceof InterruptedError) throw error;
    return { problem: { property: ERROR_PROPERTIES[error.name] ?? "", reason: error.message } };
  }
}
