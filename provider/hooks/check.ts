/** `check`: fills defaults, names every wrong property, and finds what can't work before anything is done. */

import { RealtimeKitError } from "../api/errors";
import { describeComing } from "../core/diff";
import { RecordingEndedError, RecordingNotFoundError } from "../core/errors";
import { formatId, IDENTITY_KEYS } from "../core/identity";
import { checkInputs, type InputFailure, type RecordingInputs } from "../core/inputs";
import { findSetting } from "../core/settings";
import { observe } from "../core/wait";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";

type Props = Readonly<Record<string, unknown>>;

/** What the engine takes back. */
export interface CheckAnswer {
  readonly inputs: Record<string, unknown>;
  readonly failures: InputFailure[];
}

/** Runs in previews and in updates, with Pulumi's unknown values in place of what isn't known yet. */
export async function check(session: Session, olds: Props, news: Props): Promise<CheckAnswer> {
  session.noteCheck(news.__urn);
  const { filled, sources } = fillFromConfiguration(session, news);
  const { inputs, failures, complete } = checkInputs(filled, sources);
  if (!complete) return { inputs, failures };
  const problem = findSecondDeclaration(session, complete) ?? (await findDeadEnd(session, olds, complete));
  return { inputs, failures: problem ? [...failures, problem] : failures };
}

function fillFromConfiguration(session: Session, news: Props) {
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
function findSecondDeclaration(session: Session, inputs: RecordingInputs): InputFailure | undefined {
  const urn = (inputs as unknown as Props).__urn;
  const other = typeof urn === "string" ? session.claim(formatId(inputs), urn) : undefined;
  if (!other) return undefined;
  return { property: "recordingId", reason: `is declared twice; the other resource is ${other}` };
}

/** Looks the recording up where the declaration is new, and says what an update could only fail with. */
async function findDeadEnd(
  session: Session,
  olds: Props,
  inputs: RecordingInputs,
): Promise<InputFailure | undefined> {
  if (!isWorthLooking(olds, inputs)) return undefined;
  try {
    const operation = session.begin(inputs, {
      urn: (inputs as unknown as Props).__urn,
      timeoutMs: OBSERVE_TIMEOUT_MS,
    });
    describeComing(await observe(operation), inputs);
    return undefined;
  } catch (error) {
    if (error instanceof RecordingNotFoundError) return { property: "recordingId", reason: error.message };
    if (error instanceof RecordingEndedError) return { property: "state", reason: error.message };
    if (error instanceof RealtimeKitError) return { property: "", reason: error.message };
    throw error;
  }
}

/** An unchanged declaration was looked at when it was new; `diff` sees what happened since. */
function isWorthLooking(olds: Props, inputs: RecordingInputs): boolean {
  if (IDENTITY_KEYS.some((key) => olds[key] !== inputs[key])) return true;
  const isChanged = olds.state !== inputs.state || olds.whenEnded !== inputs.whenEnded;
  return isChanged && inputs.state !== "stopped" && inputs.whenEnded === "fail";
}
