/** Reads that lag behind: after a PUT, some of them may still show the recording as it was before. */

import type { Settings } from "../settings";
import type { Recording } from "./recording";

/** Lets the next reads of `recording` show `before`, as many or as long as the settings say. */
export function rememberBefore(recording: Recording, before: Recording, settings: Settings, nowMs: number) {
  if (settings.staleReadsAfterPut === 0 && settings.staleMsAfterPut === 0) return;
  recording.stale = {
    view: { ...before, stale: undefined },
    readsLeft: settings.staleReadsAfterPut,
    untilMs: nowMs + settings.staleMsAfterPut,
  };
}

/** What a read would show now; does not count as one, so that filtering a list uses up nothing. */
export function peekView(recording: Recording, nowMs: number): Recording {
  const stale = recording.stale;
  if (!stale) return recording;
  return nowMs < stale.untilMs || stale.readsLeft > 0 ? stale.view : recording;
}

/** What a read shows; counts as one. */
export function readView(recording: Recording, nowMs: number): Recording {
  const view = peekView(recording, nowMs);
  const stale = recording.stale;
  if (view === recording) recording.stale = undefined;
  else if (stale && nowMs >= stale.untilMs) stale.readsLeft -= 1;
  return view;
}
