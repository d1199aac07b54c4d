/** `diff`: says whether an update has something to do, looking at the live recording as well as at the state file. */

import { describeComing, diffDeclaration } from "../core/diff";
import { IDENTITY_KEYS } from "../core/identity";
import type { RecordingInputs } from "../core/inputs";
import { pickInputs, readOutputs, type StoredRecording } from "../core/outputs";
import { hasEnded } from "../core/status";
import { isUnknown } from "../core/unknown";
import { observe } from "../core/wait";
import { stopsOnDelete } from "./delete";
import { OBSERVE_TIMEOUT_MS, type Session } from "./session";

type Props = Readonly<Record<string, unknown>>;

/** What the engine takes back. */
export interface DiffAnswer {
  readonly changes: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What an update would look at; while one of them is unknown, nothing can be foretold. */
const DECISIVE_KEYS = [...IDENTITY_KEYS, "state", "whenEnded", "waitForUpload"] as const;

/** `olds` are the stored outputs, `news` the checked inputs. */
export async function diff(session: Session, olds: Props, news: Props): Promise<DiffAnswer> {
  const stored = readOutputs(olds);
  const { replaces, isChanged } = diffDeclaration(olds, news);
  const isPlan = session.takeCheck(news.__urn);
  // Deleting first: the other order would let the deletion of the old one meet the new one's recording.
  if (replaces.length > 0) {
    if (isPlan) await announceStop(session, stored, news.__urn);
    return { changes: true, replaces, deleteBeforeReplace: true };
  }
  // A refresh compares too; it has just read the recording, and nothing will be sent.
  if (!isPlan) return { changes: isChanged };
  if (DECISIVE_KEYS.some((key) => isUnknown(news[key]))) return { changes: true };

  const inputs = pickInputs(news as unknown as RecordingInputs);
  const operation = session.begin(inputs, { urn: news.__urn, timeoutMs: OBSERVE_TIMEOUT_MS });
  const coming = describeComing(hasEnded(stored.status) ? stored : await observe(operation), inputs);
  if (coming) operation.report.info(coming);
  await operation.report.flush();
  return { changes: isChanged || coming !== undefined };
}

/** A stop can't be undone, so that the plan says it; the engine announces the deletion without its consequence. */
async function announceStop(session: Session, stored: StoredRecording, urn: unknown): Promise<void> {
  if (!stopsOnDelete(stored)) return;
  const { report } = session.begin(stored, { urn, timeoutMs: OBSERVE_TIMEOUT_MS });
  report.info(`will stop recording ${stored.recordingId}, which is replaced: its onDelete is "stop"`);
  await report.flush();
}
