/** What names one recording: account, app and recording, and the Pulumi id made of the three. */

import type { RecordingIdentity } from "../api/client";

/** The inputs that make up the identity: a change to one of them means another recording. */
export const IDENTITY_KEYS = ["accountId", "appId", "recordingId"] as const;

/** The Pulumi id: `accountId/appId/recordingId`. */
export function formatId({ accountId, appId, recordingId }: RecordingIdentity): string {
  return `${accountId}/${appId}/${recordingId}`;
}

/** Reads a Pulumi id back; `undefined` where it has not exactly three parts. */
export function parseId(id: string): RecordingIdentity | undefined {
  const [accountId, appId, recordingId, ...rest] = id.split("/");
  if (!accountId || !appId || !recordingId || rest.length > 0) return undefined;
  return { accountId, appId, recordingId };
}
