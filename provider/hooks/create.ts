/** `create`: adopts what it finds and brings it to the declared state. */

import type { Outputs } from "../core/kind";
import { bring } from "./bring";
import type { Session } from "./session";

/** `inputs` are the checked ones; never called in a preview. */
export async function create(session: Session, inputs: Outputs): Promise<{ id: string; outs: Outputs }> {
  return await bring(session, inputs, { name: "create" });
}
