/** The `MeetingRecording` resource: whether a meeting is being recorded. It loads nothing but Pulumi. */

import type * as pulumi from "@pulumi/pulumi";
import { MEETING_DEFAULTS } from "../core/defaults";
import { MEETING_IDENTITY } from "../core/identity";
import type { OnDelete } from "../core/inputs";
import type { WhenMeetingEnded } from "../core/meeting-inputs";
import { ALL_OUTPUTS, hiddenInputs, typeToken } from "./common";
import { type CommonArgs, HeldResource } from "./held-resource";
import { type StartOptions, withSecrets } from "./start-options";

/** What is declared about the recording of a meeting. */
export interface MeetingRecordingArgs extends CommonArgs {
  /** The meeting's id, a UUID. Another id means another meeting (replacement). */
  meetingId: pulumi.Input<string>;
  /** How a recording is started where none runs. A change applies from the next start; what runs is not restarted. */
  start?: StartOptions;
  /**
   * Start a recording although nobody is in the meeting. Default: `false`, an error, because a recording of an empty
   * room ends by itself after a minute.
   */
  startWhenEmpty?: pulumi.Input<boolean>;
  /**
   * What deleting this resource does. Default: it stops a recording that this resource started, and leaves one that it
   * found running. `"leave"` and `"stop"` say it for both.
   */
  onDelete?: pulumi.Input<OnDelete>;
  /**
   * What it means that the recording ended although `"recording"` or `"paused"` is declared. Default: `"fail"`, an
   * error that says when and why. `"accept"` makes it a warning; `"restart"` starts another one while somebody is in
   * the meeting.
   */
  whenEnded?: pulumi.Input<WhenMeetingEnded>;
}

const TYPE = typeToken("MeetingRecording");

/**
 * The recording of a meeting, held in a declared state: the one that has not ended, or one that is started.
 *
 * The Pulumi id is `accountId/appId/meetingId`; `recordingId` may change over the resource's life. A meeting with
 * several recordings at once is ambiguous, which is an error; declare those with `Recording`.
 */
export class MeetingRecording extends HeldResource {
  /** The meeting's id. */
  declare readonly meetingId: pulumi.Output<string>;
  /** The recording that runs, or the last one that did; null where there was none yet. */
  declare readonly recordingId: pulumi.Output<string | null>;
  /** The status as last observed, as for `Recording`; null where there was no recording yet. */
  declare readonly status: pulumi.Output<string | null>;
  /** Whether this resource started the recording, or found it running; null where there was none yet. */
  declare readonly origin: pulumi.Output<"started" | "adopted" | null>;
  /** What deleting this resource does, as declared. */
  declare readonly onDelete: pulumi.Output<OnDelete | undefined>;
  /** What an end that was not declared means. */
  declare readonly whenEnded: pulumi.Output<WhenMeetingEnded>;
  /** Whether a recording is started although nobody is in the meeting. */
  declare readonly startWhenEmpty: pulumi.Output<boolean>;

  /** @throws when `args` is missing; everything else is checked by `pulumi preview`. */
  constructor(name: string, args: MeetingRecordingArgs, opts?: pulumi.CustomResourceOptions) {
    const own = { meetingId: undefined, startWhenEmpty: undefined, origin: undefined };
    const props = { ...ALL_OUTPUTS, ...own, ...args, ...hiddenInputs(TYPE, name, opts) };
    const start = withSecrets(args.start);
    const held = { type: TYPE, identity: MEETING_IDENTITY, defaults: MEETING_DEFAULTS };
    super(held, name, start ? { ...props, start } : props, opts);
  }

  /**
   * Looks a meeting's recording up without managing it: nothing is sent but reads.
   *
   * @param id `accountId/appId/meetingId`; an unknown meeting is an error.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): MeetingRecording {
    return new MeetingRecording(name, {} as MeetingRecordingArgs, { ...opts, id });
  }
}
