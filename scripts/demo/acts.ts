/** What the demo plays: each act's words, what is declared, which command runs, and what must come of it. */

import type { RecordingAction, RecordingStatus } from "../../emulator";

/** One act. */
export interface Act {
  /** Says in one line what happens now. */
  readonly title: string;
  /** What somebody does in the meeting before the command runs. */
  readonly behindPulumi?: { readonly by: string; readonly status: RecordingStatus };
  /** Entries of the recording's configuration that are set before the command runs. */
  readonly declares?: Readonly<Record<string, string>>;
  /** The Pulumi command. */
  readonly command: readonly string[];
  readonly expects: Expectation;
}

/** What must come of an act. */
export interface Expectation {
  /** The actions that are sent, in their order, and accepted. */
  readonly actions: readonly RecordingAction[];
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

/** The acts, in their order. The emulator's own recording starts out RECORDING. */
export const ACTS: readonly Act[] = [
  {
    title: "A break: the recording is declared paused",
    declares: { state: "paused" },
    command: UP,
    expects: { actions: ["pause"], status: "PAUSED" },
  },
  {
    title: "The same again: nothing is sent, since it is paused",
    command: UP,
    expects: { actions: [], status: "PAUSED", says: /2 unchanged/ },
  },
  {
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
    title: "An update puts it back",
    command: UP,
    expects: { actions: ["pause"], status: "PAUSED" },
  },
  {
    title: "The break is over: it is declared recording",
    declares: { state: "recording" },
    command: UP,
    expects: { actions: ["resume"], status: "RECORDING" },
  },
  {
    title: "The event is over: it is declared stopped, and the file is waited for",
    declares: { state: "stopped", waitForUpload: "true" },
    command: UP,
    expects: { actions: ["stop"], status: "UPLOADED", file: true },
  },
  {
    title: "Declared recording again: the preview refuses, since a stop can't be undone",
    declares: { state: "recording" },
    command: PREVIEW,
    expects: { actions: [], status: "UPLOADED", says: /RecordingEndedError/, refusal: true },
  },
];
