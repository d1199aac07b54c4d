/** Compares the state file with the program, and says what the observed status will make an update do. */

import { isDeepStrictEqual } from "node:util";
import type { ObservedRecording } from "../api/wire";
import { RecordingEndedError, UploadFailedError } from "./errors";
import { planFor } from "./plan";
import type { Goal } from "./reconcile";
import { hasEnded, isKnownStatus } from "./status";
import { isUnknown } from "./unknown";

/** How a program's inputs differ from what is stored. */
export interface DeclarationDiff {
  /** Identity inputs that changed: the resource stands for something else now. */
  readonly replaces: string[];
  /** True when anything declared changed, or isn't known yet. */
  readonly isChanged: boolean;
}

type Props = Readonly<Record<string, unknown>>;

/** What an input that isn't there counts as: the API's answers and older states hold null for it. */
const given = (value: unknown) => value ?? undefined;

/** Compares inputs only; an unknown value is a change but never a replacement. */
export function diffDeclaration(olds: Props, news: Props, keys: DeclarationKeys): DeclarationDiff {
  const differs = (key: string) => !isDeepStrictEqual(given(olds[key]), given(news[key]));
  const replaces = keys.identity.filter((key) => differs(key) && !isUnknown(news[key]));
  return { replaces, isChanged: keys.all.some(differs) };
}

/** The inputs that are compared. */
export interface DeclarationKeys {
  /** Those that name what the resource stands for. */
  readonly identity: readonly string[];
  readonly all: readonly string[];
}

/**
 * What an update is going to do, as one sentence for the user; `undefined` when it will send nothing and wait
 * for nothing.
 *
 * @throws RecordingEndedError or UploadFailedError where the declaration can't be met any more and `whenEnded` is
 * "fail".
 */
export function describeComing(observed: ObservedRecording, news: Goal): string | undefined {
  const because = `declared "${news.state}", observed ${observed.status}`;
  const plan = planFor(observed.status, news.state);
  switch (plan.kind) {
    case "act":
      return `will ${plan.action} the recording: ${because}`;
    case "wait":
      if (!isKnownStatus(observed.status))
        return `will wait until its status is one that this version of pulumi-realtimekit knows: ${because}`;
      return `will wait for the recording to begin${plan.next ? `, then ${plan.next} it` : ""}: ${because}`;
    case "ended":
      if (news.whenEnded === "fail") throw new RecordingEndedError(observed, news.state);
      return undefined;
    case "inPlace":
      return awaitsUpload(observed, news) ? `will wait for the file: ${because}` : undefined;
    case "inPlaceAfterError":
      if (news.waitForUpload && news.whenEnded === "fail") throw new UploadFailedError(observed);
      return undefined;
  }
}

/** What an update is going to take note of, without sending anything: an end that is new to the state. */
export function describeEndNoted(
  { status }: ObservedRecording,
  stored: { readonly status?: string } | undefined,
  { state }: Pick<Goal, "state">,
): string | undefined {
  const isNew = stored?.status !== undefined && !hasEnded(stored.status) && hasEnded(status);
  return isNew && state !== "stopped"
    ? `will take note that the recording has ended: declared "${state}", observed ${status}`
    : undefined;
}

/** True when what is declared is reached only once the file is there. */
export function wantsFile({ state, waitForUpload }: Pick<Goal, "state" | "waitForUpload">): boolean {
  return waitForUpload && state === "stopped";
}

/** True when the file is wanted and still on its way. */
export function awaitsUpload(
  { status }: ObservedRecording,
  goal: Pick<Goal, "state" | "waitForUpload">,
): boolean {
  return wantsFile(goal) && status === "UPLOADING";
}
