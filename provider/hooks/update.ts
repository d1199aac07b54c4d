/** `update`: brings the recording to its declared state, by the same flow as `create`. */

import type { RecordingInputs } from "../core/inputs";
import { type RecordingOutputs, readOutputs } from "../core/outputs";
import { bring } from "./bring";
import type { Session } from "./session";

/** `olds` are the stored outputs, `news` the checked inputs; never called in a preview. */
export async function update(
  session: Session,
  olds: Readonly<Record<string, unknown>>,
  news: RecordingInputs,
): Promise<{ outs: RecordingOutputs }> {
  readOutputs(olds);
  return { outs: await bring(session, news, "update") };
}
