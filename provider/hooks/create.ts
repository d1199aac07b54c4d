/** `create`: adopts the recording as it is found and brings it to its declared state. */

import { formatId } from "../core/identity";
import type { RecordingInputs } from "../core/inputs";
import type { RecordingOutputs } from "../core/outputs";
import { bring } from "./bring";
import type { Session } from "./session";

/** `inputs` are the checked ones; never called in a preview. */
export async function create(
  session: Session,
  inputs: RecordingInputs,
): Promise<{ id: string; outs: RecordingOutputs }> {
  return { id: formatId(inputs), outs: await bring(session, inputs, "create") };
}
