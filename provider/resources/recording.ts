/** The `Recording` resource: what a program instantiates. It loads nothing but Pulumi. */

import * as pulumi from "@pulumi/pulumi";
import type { OnDelete, Timeouts, WhenEnded } from "../core/inputs";
import type { DesiredState } from "../core/status";
import { PROVIDER_TEXT, type ReasonOutput, type StorageOutput } from "./common";

/** What is declared about a recording. */
export interface RecordingArgs {
  /** The recording's id, a UUID. Another id means another recording (replacement). */
  recordingId: pulumi.Input<string>;
  /** What the recording should be doing. `"stopped"` can't be undone. */
  state: pulumi.Input<DesiredState>;
  /** Cloudflare account id. Default: configuration `realtimekit:accountId`, else `CLOUDFLARE_ACCOUNT_ID`. */
  accountId?: pulumi.Input<string>;
  /** RealtimeKit app id. Default: configuration `realtimekit:appId`, else `REALTIMEKIT_APP_ID`. */
  appId?: pulumi.Input<string>;
  /** What deleting this resource does to the recording. Default: `"leave"`, nothing. `"stop"` ends it. */
  onDelete?: pulumi.Input<OnDelete>;
  /**
   * What it means that the recording ended although `"recording"` or `"paused"` is declared. Default: `"fail"`,
   * an error that says when and why. `"accept"` makes it a warning, for stacks that outlive their event.
   */
  whenEnded?: pulumi.Input<WhenEnded>;
  /** With `state: "stopped"`: be done only when the file is uploaded. Default: `false`. */
  waitForUpload?: pulumi.Input<boolean>;
  /**
   * How long operations may take: `"90s"`, `"5m"`, `"1h30m"`, up to a week. Default: `"5m"`, and `"1h"` for a
   * create or update that waits for the upload. (Pulumi's `customTimeouts` doesn't reach a dynamic provider.)
   */
  timeouts?: pulumi.Input<{ [K in keyof Timeouts]: pulumi.Input<string> }>;
}

const TYPE = "pulumi-nodejs:dynamic/realtimekit:Recording";

/** Every output, passed as `undefined` where the program gives no value, so that Pulumi makes a property of each. */
const PROPERTIES = {
  recordingId: undefined,
  state: undefined,
  accountId: undefined,
  appId: undefined,
  onDelete: undefined,
  whenEnded: undefined,
  waitForUpload: undefined,
  timeouts: undefined,
  status: undefined,
  outputFileName: undefined,
  invokedTime: undefined,
  startedTime: undefined,
  stoppedTime: undefined,
  recordingDuration: undefined,
  fileSize: undefined,
  downloadUrl: undefined,
  audioDownloadUrl: undefined,
  downloadUrlExpiry: undefined,
  sessionId: undefined,
  startReason: undefined,
  stopReason: undefined,
  storage: undefined,
};

/** Whoever has one of these can fetch the file for as long as it is valid. */
const SECRET_OUTPUTS = ["downloadUrl", "audioDownloadUrl"];

/**
 * A recording of a RealtimeKit meeting, held in a declared state.
 *
 * Creating the resource adopts the recording as it is found and brings it to `state`; deleting it leaves the
 * recording as it is, unless `onDelete: "stop"`. The Pulumi id is `accountId/appId/recordingId`.
 * Fields and units are those of the API's recording object ("Fetch details of a recording"); one that the API
 * doesn't give is null.
 */
export class Recording extends pulumi.CustomResource {
  /** The recording's id. */
  declare readonly recordingId: pulumi.Output<string>;
  /** The declared state; after `pulumi refresh`, the observed one. */
  declare readonly state: pulumi.Output<DesiredState>;
  /** The account that was resolved. */
  declare readonly accountId: pulumi.Output<string>;
  /** The app that was resolved. */
  declare readonly appId: pulumi.Output<string>;
  /** What deleting this resource does to the recording. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** What an end that was not declared means. */
  declare readonly whenEnded: pulumi.Output<WhenEnded>;
  /** Whether `"stopped"` includes that the file is uploaded. */
  declare readonly waitForUpload: pulumi.Output<boolean>;
  /** How long operations may take, as declared. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /**
   * The status as last observed: `INVOKED`, `RECORDING`, `PAUSED`, `UPLOADING`, `UPLOADED`, `ERRORED`, or one that
   * the API has added since.
   */
  declare readonly status: pulumi.Output<string>;
  /** The file's name. */
  declare readonly outputFileName: pulumi.Output<string | null>;
  /** When the recording was asked for, ISO 8601. */
  declare readonly invokedTime: pulumi.Output<string | null>;
  /** When it really began, ISO 8601; usually a few seconds after `invokedTime`. */
  declare readonly startedTime: pulumi.Output<string | null>;
  /** When it was stopped, ISO 8601; null until then. */
  declare readonly stoppedTime: pulumi.Output<string | null>;
  /** Its length in seconds. */
  declare readonly recordingDuration: pulumi.Output<number | null>;
  /** The file's size in bytes; null until it is uploaded. */
  declare readonly fileSize: pulumi.Output<number | null>;
  /** Where the file can be fetched until `downloadUrlExpiry`. Secret: the address alone grants access. */
  declare readonly downloadUrl: pulumi.Output<string | null>;
  /** Where the audio can be fetched, if the recording has a file for it. Secret. */
  declare readonly audioDownloadUrl: pulumi.Output<string | null>;
  /** When the two addresses stop working, ISO 8601. */
  declare readonly downloadUrlExpiry: pulumi.Output<string | null>;
  /** The meeting session that is recorded, a UUID. */
  declare readonly sessionId: pulumi.Output<string | null>;
  /** Who or what started the recording. */
  declare readonly startReason: pulumi.Output<ReasonOutput | null>;
  /** Who or what stopped it. */
  declare readonly stopReason: pulumi.Output<ReasonOutput | null>;
  /** Where the file is kept; never with credentials. */
  declare readonly storage: pulumi.Output<StorageOutput | null>;

  /** @throws when `args` is missing; everything else is checked by `pulumi preview`. */
  constructor(name: string, args: RecordingArgs, opts?: pulumi.CustomResourceOptions) {
    const props = {
      ...PROPERTIES,
      ...args,
      __provider: PROVIDER_TEXT,
      // The engine doesn't tell the hooks which resource they work for; messages need it.
      __urn: pulumi.createUrn(name, TYPE, opts?.parent),
    };
    super(TYPE, name, props, pulumi.mergeOptions(opts, { additionalSecretOutputs: SECRET_OUTPUTS }));
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
