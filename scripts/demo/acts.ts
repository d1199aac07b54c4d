/** What the demo plays: each act's words, what is declared, which command runs, and what must come of it. */

import type { RecordingAction, RecordingStatus } from "../../emulator";

/** What an act is about: the entry of this name in the stack's configuration, and the meeting behind it. */
export type Subject = "keynote" | "panel";

/** The recording that the keynote's entry names; the emulated service gets it under this id. */
export const KEYNOTE_RECORDING_ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

/** The meeting that the panel's entry names. */
export const PANEL_MEETING_ID = "97440c6a-140b-40a9-9499-b23fd7a3868a";

/** What can be sent to the API. */
export type Action = RecordingAction | "start";

/** One act. */
export interface Act {
  readonly about: Subject;
  /** Says in one line what happens now. */
  readonly title: string;
  /** What somebody does in the meeting before the command runs. */
  readonly behindPulumi?: { readonly by: string; readonly status: RecordingStatus };
  /** What is set in the stack's configuration before the command runs, by its path below `recordings`. */
  readonly declares?: Readonly<Record<string, string>>;
  /** The Pulumi command. */
  readonly command: readonly string[];
  readonly expects: Expectation;
}

/** What must come of an act. */
export interface Expectation {
  /** The actions that are sent, in their order, and accepted. */
  readonly actions: readonly Action[];
  /** The recording's status afterwards. */
  readonly status: RecordingStatus;
  /** What Pulumi must print; with `refusal`, in place of success. */
  readonly says?: RegExp;
  readonly refusal?: boolean;
  /** The file is there, and Pulumi's outputs name it. */
  readonly file?: boolean;
}

const UP = ["up", "--yes", "--skip-preview"];
const PREVIEW = ["preview"];

/** The acts, in their order. The keynote starts out RECORDING; of the panel there is no recording. */
export const ACTS: readonly Act[] = [
  {
    about: "keynote",
    title: "The keynote takes a break: its recording is declared paused",
    declares: { "keynote.recordingId": KEYNOTE_RECORDING_ID, "keynote.state": "paused" },
    command: UP,
    expects: { actions: ["pause"], status: "PAUSED" },
  },
  {
    about: "keynote",
    title: "The same again: nothing is sent, since it is paused",
    command: UP,
    expects: { actions: [], status: "PAUSED", says: /2 unchanged/ },
  },
  {
    about: "keynote",
    title: "A host resumes it behind Pulumi's back: the preview says so",
    behindPulumi: { by: "host", status: "RECORDING" },
    command: PREVIEW,
    expects: {
      actions: [],
      status: "RECORDING",
      says: /will pause .* declared "paused", observed RECORDING/,
    },
  },
  {
    about: "keynote",
    title: "An update puts it back",
    command: UP,
    expects: { actions: ["pause"], status: "PAUSED" },
  },
  {
    about: "keynote",
    title: "The break is over: it is declared recording",
    declares: { "keynote.state": "recording" },
    command: UP,
    expects: { actions: ["resume"], status: "RECORDING" },
  },
  {
    about: "keynote",
    title: "The keynote is over: it is declared stopped, and the file is waited for",
    declares: { "keynote.state": "stopped", "keynote.waitForUpload": "true" },
    command: UP,
    expects: { actions: ["stop"], status: "UPLOADED", file: true },
  },
  {
    about: "keynote",
    title: "Declared recording again: the preview refuses, since a stop can't be undone",
    declares: { "keynote.state": "recording" },
    command: PREVIEW,
    expects: { actions: [], status: "UPLOADED", says: /RecordingEndedError/, refusal: true },
  },
  {
    about: "panel",
    title: "The keynote stays stopped. The unrecorded panel is declared recording: a recording starts",
    declares: {
      "keynote.state": "stopped",
      "panel.meetingId": PANEL_MEETING_ID,
      "panel.state": "recording",
    },
    command: UP,
    expects: { actions: ["start"], status: "RECORDING", says: /\+ 1 created\s+2 unchanged/ },
  },
  {
    about: "panel",
    title: "The panel takes a break: it is declared paused",
    declares: { "panel.state": "paused" },
    command: UP,
    expects: { actions: ["pause"], status: "PAUSED" },
  },
  {
    about: "panel",
    title: "The panel is over: it is declared stopped, and the file is waited for",
    declares: { "panel.state": "stopped", "panel.waitForUpload": "true" },
    command: UP,
    expects: { actions: ["stop"], status: "UPLOADED", file: true },
  },
];
