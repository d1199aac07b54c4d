/** Holds the recordings that the stack's configuration file lists in their declared states. */
import { Config } from "@pulumi/pulumi";
import {
  MeetingRecording,
  type MeetingRecordingArgs,
  Recording,
  type RecordingArgs,
} from "pulumi-realtimekit";

type Declared = Record<string, RecordingArgs | MeetingRecordingArgs>;

// Required, not defaulted: a configuration file that got lost must not read as "no recordings".
const declared = new Config().requireObject<Declared>("recordings");

/**
 * The recordings by name; an entry with a `meetingId` holds whatever recording its meeting has. One that is taken out of
 * the file lets go of it, also where it was started from here: a preview couldn't show a stop.
 */
const held = Object.entries(declared).map(
  ([name, args]) =>
    [
      name,
      "meetingId" in args
        ? new MeetingRecording(name, { onDelete: "leave", ...args })
        : new Recording(name, args),
    ] as const,
);

export const statuses = Object.fromEntries(held.map(([name, { status }]) => [name, status]));
