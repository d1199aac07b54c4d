/** The inputs that name what a resource stands for, and its Pulumi id. Programs load this, so that it loads nothing. */

/** Of a `Recording`. */
export const RECORDING_IDENTITY = ["accountId", "appId", "recordingId"] as const;

/** Of a `MeetingRecording`. */
export const MEETING_IDENTITY = ["accountId", "appId", "meetingId"] as const;

/** The Pulumi id: account, app, and the resource's own id. */
export function pulumiId(identity: readonly string[], inputs: Readonly<Record<string, unknown>>): string {
  return identity.map((key) => String(inputs[key])).join("/");
}

/**
 * The identity inputs out of a Pulumi id, the resource's own id as the API writes it, in lower case; `undefined` where
 * it has not as many parts.
 */
export function identityOf(identity: readonly string[], id: string): Record<string, string> | undefined {
  const parts = id.split("/");
  if (parts.length !== identity.length || parts.some((part) => !part)) return undefined;
  const own = parts.pop() as string;
  const values = [...parts, own.toLowerCase()];
  return Object.fromEntries(identity.map((key, index) => [key, values[index] as string]));
}
