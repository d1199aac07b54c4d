/** `delete`: leaves the recording as it is, or stops it where `onDelete` says so; the API can't delete one. */

import { RecordingNotFoundError } from "../core/errors";
import { readOutputs, type StoredRecording } from "../core/outputs";
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
  if (!stopsOnDelete(stored)) return;
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

/** True where the deletion sends a stop, unless the recording ended meanwhile. */
export function stopsOnDelete({ onDelete, status }: StoredRecording): boolean {
  return onDelete === "stop" && !hasEnded(status);
}
