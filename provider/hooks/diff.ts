/** `diff`: says whether an update has something to do, looking at what goes on as well as at the state file. */

import { diffDeclaration } from "../core/diff";
import type { CommonInputs } from "../core/inputs";
import type { Outputs } from "../core/kind";
import { pickInputs } from "../core/outputs";
import { isUnknown } from "../core/unknown";
import { named } from "./engine-log";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";
import { fromStored } from "./stored";

/** What the engine takes back. */
export interface DiffAnswer {
  readonly changes: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
}

/** `olds` are the stored outputs. */
export async function diff(
  session: Session,
  id: string,
  olds: Outputs,
  checked: Outputs,
): Promise<DiffAnswer> {
  const { kind, news } = session.declaration(checked, olds);
  const isPlan = session.takeCheck(news.__urn, id);
  const before = fromStored(kind, id, olds);
  const stored = before as unknown as CommonInputs;
  const declared = Object.keys(kind.rules).filter((path) => !path.includes("."));
  const all = [...declared, "__secretOutputs"];
  const { replaces, isChanged } = diffDeclaration(before, news, { identity: kind.identity, all });
  // Deleting first: the other order would let the deletion of the old one meet the new one's recording.
  if (replaces.length > 0) {
    if (isPlan && !kind.isReleased(stored) && !session.heirOf(kind, before))
      await announce(session, before, { urn: news.__urn, verb: "will" });
    return { changes: true, replaces, deleteBeforeReplace: true };
  }
  // A refresh compares too; it has just looked, and nothing will be sent.
  if (!isPlan) return { changes: isChanged };
  session.noteHeld(before, news.__urn);
  if (kind.decisive.some((key) => isUnknown(news[key]))) {
    const mayBeReplaced = kind.identity.some((key) => isUnknown(news[key]));
    if (mayBeReplaced && !kind.isReleased(stored))
      await announce(session, before, { urn: news.__urn, verb: "may" });
    return { changes: true };
  }

  const operation = session.begin(news.__urn, OBSERVE_TIMEOUT_MS);
  const coming = await kind.foresee(
    pickInputs(news, kind.rules) as unknown as CommonInputs,
    stored,
    operation,
  );
  if (coming.text) operation.report[coming.isWarning ? "warn" : "info"](named(coming.text, news.__urn));
  await operation.report.flush();
  // A refresh may have made the stored state equal to the declared one; that it is declared has to be stored all the same.
  const isNewlyDeclared = "__declared" in stored && stored.__declared !== news.state;
  return { changes: isChanged || isNewlyDeclared || coming.willAct };
}

/** A stop can't be undone, so that the plan says it; the engine announces the deletion without its consequence. */
async function announce(
  session: Session,
  { recordingId }: Outputs,
  { urn, verb }: { urn: unknown; verb: "will" | "may" },
): Promise<void> {
  const why =
    verb === "will" ? "which is replaced" : "which may be replaced: what is declared isn't known yet";
  const { report } = session.begin(urn, OBSERVE_TIMEOUT_MS);
  report.info(
    named(`${verb} stop recording ${recordingId}, ${why}: deleting the resource stops it (onDelete)`, urn),
  );
  await report.flush();
}
