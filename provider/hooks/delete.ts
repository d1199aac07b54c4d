/** `delete`: leaves the recording as it is, or stops it where the resource says so; the API can't delete one. */

import type { CommonInputs } from "../core/inputs";
import { withProgress } from "../core/interrupted";
import type { Outputs } from "../core/kind";
import { operationTimeoutMs } from "./bring";
import { kindOf } from "./kinds";
import { concludeProgress, type Session } from "./session";
import { fromStored } from "./stored";

/** `props` are the stored outputs; never called in a preview. */
export async function deleteRecording(session: Session, id: string, props: Outputs): Promise<void> {
  const kind = kindOf(props);
  const stored = fromStored(kind, id, props) as unknown as CommonInputs;
  if (kind.isReleased(stored)) return;
  const operation = session.begin(props.__urn, operationTimeoutMs(stored, "delete"));
  try {
    await kind.release(stored, operation);
    concludeProgress(operation);
  } catch (error) {
    throw withProgress(error, operation.journal);
  } finally {
    await operation.report.flush();
  }
}
