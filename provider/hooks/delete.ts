/**
 * `delete`: leaves the recording as it is, or stops it where the resource says so and no other one has it; the API can't
 * delete one.
 */

import type { CommonInputs } from "../core/inputs";
import { withProgress } from "../core/interrupted";
import type { Outputs } from "../core/kind";
import { operationTimeoutMs } from "./bring";
import { named, nameOf } from "./engine-log";
import { kindOf } from "./kinds";
import { concludeProgress, type Session } from "./session";
import { fromStored } from "./stored";

/** `props` are the stored outputs; never called in a preview. */
export async function deleteRecording(session: Session, id: string, props: Outputs): Promise<void> {
  const kind = kindOf(props);
  const outs = fromStored(kind, id, props);
  const stored = outs as unknown as CommonInputs;
  if (kind.isReleased(stored)) return;
  const heir = session.heirOf(kind, outs);
  const operation = session.begin(props.__urn, operationTimeoutMs(stored, "delete"));
  try {
    // Renamed, moved or replaced by itself: the recording goes on in the program's other resource.
    if (heir) {
      const text = `doesn't stop the recording, which ${nameOf(heir)} has now`;
      operation.report.info(named(text, props.__urn));
    } else await kind.release(stored, operation);
    concludeProgress(operation);
  } catch (error) {
    throw withProgress(error, operation.journal);
  } finally {
    await operation.report.flush();
  }
}
