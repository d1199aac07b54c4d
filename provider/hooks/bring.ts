/** What create and update share: bring the recording to its declared state, keep what was done if that fails. */

import { parseDurationMs } from "../core/duration";
import { formatId } from "../core/identity";
import type { RecordingInputs } from "../core/inputs";
import { type RecordingOutputs, toOutputs } from "../core/outputs";
import { reconcile } from "../core/reconcile";
import type { Session } from "./session";

/** The time for reaching a state, and for waiting until a file is uploaded, where `timeouts` doesn't say, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 5 * 60_000;
const DEFAULT_UPLOAD_TIMEOUT_MS = 60 * 60_000;

/** The operation's time: the `timeouts` input, else 5 minutes, or an hour where the upload is waited for. */
export function operationTimeoutMs(inputs: RecordingInputs, name: "create" | "update" | "delete"): number {
  const declared = parseDurationMs(inputs.timeouts?.[name] ?? "");
  const awaitsFile = name !== "delete" && inputs.state === "stopped" && inputs.waitForUpload;
  return declared ?? (awaitsFile ? DEFAULT_UPLOAD_TIMEOUT_MS : DEFAULT_TIMEOUT_MS);
}

/** A failure after something was accepted: Pulumi stores `properties`, so that the next run goes on from there. */
class PartialFailure extends Error {
  readonly id: string;
  readonly properties: RecordingOutputs;
  readonly reasons: readonly string[];
  constructor(cause: Error, properties: RecordingOutputs) {
    super(cause.message, { cause });
    this.id = formatId(properties);
    this.properties = properties;
    this.reasons = [cause.message];
  }
}

/** Reconciles, and gives the outputs. */
export async function bring(
  session: Session,
  inputs: RecordingInputs,
  name: "create" | "update",
): Promise<RecordingOutputs> {
  const { __urn: urn } = inputs as RecordingInputs & { __urn?: unknown };
  const operation = session.begin(inputs, { urn, timeoutMs: operationTimeoutMs(inputs, name) });
  try {
    return toOutputs(inputs, await reconcile(inputs, operation));
  } catch (error) {
    const { accepted, recording } = operation.journal;
    throw accepted && recording ? new PartialFailure(error as Error, toOutputs(inputs, recording)) : error;
  } finally {
    await operation.report.flush();
  }
}
