/** `update`: brings about the declared state, by the same flow as `create`. */

import type { Outputs } from "../core/kind";
import { bring } from "./bring";
import type { Session } from "./session";

/** `olds` are the stored outputs, `news` the checked inputs; never called in a preview. */
export async function update(
  session: Session,
  id: string,
  olds: Outputs,
  news: Outputs,
): Promise<{ outs: Outputs }> {
  const { outs } = await bring(session, news, { name: "update", old: { id, outs: olds } });
  return { outs };
}
