/** What create and update share: bring about what is declared, and keep what was done if that fails. */

import { wantsFile } from "../core/diff";
import { parseDurationMs } from "../core/duration";
import { pulumiId } from "../core/identity";
import type { CommonInputs } from "../core/inputs";
import { withProgress } from "../core/interrupted";
import type { Outputs } from "../core/kind";
import { concludeProgress, type Session } from "./session";
import { fromStored, toStored } from "./stored";

/** The time for reaching a state, and for waiting until a file is uploaded, where `timeouts` doesn't say, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 5 * 60_000;
const DEFAULT_UPLOAD_TIMEOUT_MS = 60 * 60_000;

/** The operation's time: the `timeouts` input, else 5 minutes, or an hour where the upload is waited for. */
export function operationTimeoutMs(inputs: CommonInputs, name: "create" | "update" | "delete"): number {
  const declared = parseDurationMs(inputs.timeouts?.[name] ?? "");
  const awaitsFile = name !== "delete" && wantsFile(inputs);
  return declared ?? (awaitsFile ? DEFAULT_UPLOAD_TIMEOUT_MS : DEFAULT_TIMEOUT_MS);
}

/** A failure after something was accepted: Pulumi stores `properties`, so that the next run goes on from there. */
class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Outputs;
  readonly reasons: readonly string[];
  constructor(cause: Error, id: string, properties: Outputs) {
    super(cause.message, { cause });
    this.id = id;
    this.properties = properties;
    this.reasons = [cause.message];
  }
}

/** Which hook calls, and what the state file holds of an existing resource. */
export interface BringOptions {
  readonly name: "create" | "update";
  readonly old?: { readonly id: string; readonly outs: Outputs };
}

/** Brings about what the checked inputs declare, and gives the id and the outputs. */
export async function bring(
  session: Session,
  checked: Outputs,
  { name, old }: BringOptions,
): Promise<{ id: string; outs: Outputs }> {
  const { kind, news } = session.declaration(checked, old?.outs);
  const inputs = news as unknown as CommonInputs;
  const id = old?.id ?? pulumiId(kind.identity, news);
  const before = old && (fromStored(kind, id, old.outs) as unknown as CommonInputs);
  // The plan is carried out: a comparison that follows in this process belongs to a refresh.
  session.takeCheck(news.__urn, id);
  const operation = session.begin(news.__urn, operationTimeoutMs(inputs, name));
  try {
    const outs = await kind.bring(inputs, before, operation);
    session.noteHeld(outs, news.__urn);
    concludeProgress(operation);
    return { id, outs: toStored(kind, outs) };
  } catch (error) {
    const failure = withProgress(error, operation.journal);
    const { accepted, mayHaveStarted } = operation.journal;
    if (!accepted && !mayHaveStarted) throw failure;
    throw new PartialFailure(failure as Error, id, toStored(kind, kind.outputsSoFar(inputs, operation)));
  } finally {
    await operation.report.flush();
  }
}
