/** Holds the recordings that the stack's configuration lists in their declared states. */

import { Config } from "@pulumi/pulumi";
import { readRecordings } from "./configuration";
import { loadPackage } from "./provider-package";

const { MeetingRecording, Recording } = loadPackage();
const declared = readRecordings(new Config().get("recordings"));

/** By name: the status, the file's name, and its size in bytes once it is uploaded. */
export const recordings = Object.fromEntries(
  Object.entries(declared).map(([name, args]) => {
    // An entry that is taken out lets go of the recording, also of one that was started here.
    const resource =
      "meetingId" in args
        ? new MeetingRecording(name, { onDelete: "leave", ...args })
        : new Recording(name, args);
    const { status, outputFileName, fileSize } = resource;
    return [name, { status, file: outputFileName, bytes: fileSize }];
  }),
);
