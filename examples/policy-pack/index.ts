/** Holds the keynote's recording and the panel's in the states that the stack's configuration says. */

import { Config } from "@pulumi/pulumi";
import { MeetingRecording, Recording } from "pulumi-realtimekit";

type State = "recording" | "paused" | "stopped";

const config = new Config();

const keynote = new Recording("keynote", {
  recordingId: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  state: config.require<State>("keynote"),
  waitForUpload: config.getBoolean("waitForUpload") ?? false,
});

const panel = new MeetingRecording("panel", {
  meetingId: "97440c6a-140b-40a9-9499-b23fd7a3868a",
  state: config.require<State>("panel"),
  waitForUpload: config.getBoolean("waitForUpload") ?? false,
  // A policy doesn't see deletions, and deleting a meeting's recording may stop it otherwise.
  onDelete: "leave",
});

export const status = { keynote: keynote.status, panel: panel.status };
