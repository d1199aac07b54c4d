/** `delete`: leaves the recording as it is, or stops it where `onDelete` says so; the API can't delete one. */

import { RecordingNotFoundError } from "../core/errors";
import { readOutputs } from "../core/outputs";
import { reconcile } from "../core/reconcile";
import { hasEnded } from "../core/status";
import { operationTimeoutMs } from "./bring";
import type { Session } from "./session";

/** `props` are the stored outputs; never called in a preview. */
export async function deleteRecording(
  session: Session,
  props: Readonly<Record<string, unknown>>,
): Promise<void> {
  const stored = readOutputs(props);
  if (stored.onDelete !== "stop" || hasEnded(stored.status)) return;
  const operation = session.begin(stored, {
    urn: props.__urn,
    timeoutMs: operationTimeoutMs(stored, "delete"),
  });
  try {
    await reconcile({ state: "stopped", whenEnded: "accept", waitForUpload: false }, operation);
  } catch (error) {
    if (!(error instanceof RecordingNotFoundError)) throw error;
  } finally {
    await operation.report.flush();
  }
}
