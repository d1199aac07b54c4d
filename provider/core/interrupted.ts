/** Tells the user of an interrupted operation what had been done until then. */

import { InterruptedError } from "../api/errors";
import { describeSent } from "./errors";
import type { Journal } from "./wait";

/** An interruption with what the operation had seen and sent; every other error as it is. */
export function withProgress(error: unknown, journal: Journal): unknown {
  if (!(error instanceof InterruptedError)) return error;
  const { recording } = journal;
  const seen = recording && `recording ${recording.recordingId} was ${recording.status} when last seen. `;
  return new InterruptedError(`${seen ?? ""}${describeSent(journal)}`);
}
