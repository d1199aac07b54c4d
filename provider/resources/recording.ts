/** The `Recording` resource: what a program instantiates. It loads nothing but Pulumi. */

import type * as pulumi from "@pulumi/pulumi";
import { RECORDING_DEFAULTS } from "../core/defaults";
import { RECORDING_IDENTITY } from "../core/identity";
import type { OnDelete, WhenEnded } from "../core/inputs";
import { ALL_OUTPUTS, hiddenInputs, markOutputs, typeToken } from "./common";
import { type CommonArgs, HeldResource } from "./held-resource";

/** What is declared about a recording. */
export interface RecordingArgs extends CommonArgs {
  /** The recording's id, a UUID. Another id means another recording (replacement). */
  recordingId: pulumi.Input<string>;
  /** What deleting this resource does to the recording. Default: `"leave"`, nothing. `"stop"` ends it. */
  onDelete?: pulumi.Input<OnDelete>;
  /**
   * What it means that the recording ended although `"recording"` or `"paused"` is declared. Default: `"fail"`,
   * an error that says when and why. `"accept"` makes it a warning, for stacks that outlive their event.
   */
  whenEnded?: pulumi.Input<WhenEnded>;
}

const TYPE = typeToken("Recording");

/**
 * A recording of a RealtimeKit meeting, held in a declared state.
 *
 * Creating the resource adopts the recording as it is found and brings it to `state`; deleting it leaves the
 * recording as it is, unless `onDelete: "stop"`. The Pulumi id is `accountId/appId/recordingId`.
 * Fields and units are those of the API's recording object ("Fetch details of a recording"); one that the API
 * doesn't give is null.
 */
export class Recording extends HeldResource {
  /** The recording's id. */
  declare readonly recordingId: pulumi.Output<string>;
  /** What deleting this resource does to the recording. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** What an end that was not declared means. */
  declare readonly whenEnded: pulumi.Output<WhenEnded>;
  /**
   * The status as last observed: `INVOKED`, `RECORDING`, `PAUSED`, `UPLOADING`, `UPLOADED`, `ERRORED`, or one that
   * the API has added since.
   */
  declare readonly status: pulumi.Output<string>;

  /** @throws when `args` is missing; everything else is checked by `pulumi preview`. */
  constructor(name: string, args: RecordingArgs, opts?: pulumi.CustomResourceOptions) {
    const own = { __secretOutputs: opts?.additionalSecretOutputs };
    const props = { ...ALL_OUTPUTS, ...markOutputs(args), ...hiddenInputs(TYPE, name, opts), ...own };
    super({ type: TYPE, identity: RECORDING_IDENTITY, defaults: RECORDING_DEFAULTS }, name, props, opts);
  }

  /**
   * Looks a recording up without managing it: nothing is sent but a read.
   *
   * @param id `accountId/appId/recordingId`; an unknown recording is an error.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Recording {
    return new Recording(name, {} as RecordingArgs, { ...opts, id });
  }
}
