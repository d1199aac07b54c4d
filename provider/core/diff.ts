/** Compares the state file with the program, and says what the observed status will make an update do. */

import { isDeepStrictEqual } from "node:util";
import type { ObservedRecording } from "../api/wire";
import { RecordingEndedError } from "./errors";
import { IDENTITY_KEYS } from "./identity";
import type { RecordingInputs } from "./inputs";
import { planFor } from "./plan";
import { isKnownStatus } from "./status";
import { isUnknown } from "./unknown";

const DECLARATION_KEYS = ["state", "onDelete", "whenEnded", "waitForUpload", "timeouts"] as const;

/** How a program's inputs differ from what is stored. */
export interface DeclarationDiff {
  /** Identity inputs that changed: this is another recording now. */
  readonly replaces: string[];
  /** True when anything declared changed, or isn't known yet. */
  readonly isChanged: boolean;
}

/** Compares inputs only; an unknown value is a change but never a replacement. */
export function diffDeclaration(
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): DeclarationDiff {
  const differs = (key: string) => !isDeepStrictEqual(olds[key], news[key]);
  const replaces = IDENTITY_KEYS.filter((key) => differs(key) && !isUnknown(news[key]));
  const isChanged = [...IDENTITY_KEYS, ...DECLARATION_KEYS].some(differs);
  return { replaces, isChanged };
}

/**
 * What an update is going to do, as one sentence for the user; `undefined` when it will send nothing and wait
 * for nothing.
 *
 * @throws RecordingEndedError where the declaration can't be met any more and `whenEnded` is "fail".
 */
export function describeComing(observed: ObservedRecording, news: RecordingInputs): string | undefined {
  const because = `declared "${news.state}", observed ${observed.status}`;
  const plan = planFor(observed.status, news.state);
  switch (plan.kind) {
    case "act":
      return `will ${plan.action} the recording: ${because}`;
    case "wait":
      if (!isKnownStatus(observed.status))
        return `will wait until its status is one that this version knows: ${because}`;
      return `will wait for the recording to begin${plan.next ? `, then ${plan.next} it` : ""}: ${because}`;
    case "ended":
      if (news.whenEnded === "fail") throw new RecordingEndedError(observed, news.state);
      return undefined;
    case "inPlace":
      return awaitsUpload(observed, news) ? `will wait for the file: ${because}` : undefined;
    case "inPlaceAfterError":
      return undefined;
  }
}

/** True when the file is wanted and still on its way. */
export function awaitsUpload(
  { status }: ObservedRecording,
  { state, waitForUpload }: Pick<RecordingInputs, "state" | "waitForUpload">,
): boolean {
  return waitForUpload && state === "stopped" && status === "UPLOADING";
}
