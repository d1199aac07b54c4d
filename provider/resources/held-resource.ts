/** What every resource declares, and the outputs that it has because the API says them about its recording. */

import * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../core/inputs";
import type { DesiredState } from "../core/status";
import { OUTPUTS_ONLY, type ReasonOutput, type StorageOutput } from "./common";
import { seekProgramPosition } from "./program-position";
import { sayWhereAbsent } from "./where-absent";

/** What is declared about every resource. */
export interface CommonArgs {
  /** What the recording should be doing. `"stopped"` can't be undone. */
  state: pulumi.Input<DesiredState>;
  /** Cloudflare account id. Default: configuration `realtimekit:accountId`, else `CLOUDFLARE_ACCOUNT_ID`. */
  accountId?: pulumi.Input<string>;
  /** RealtimeKit app id. Default: configuration `realtimekit:appId`, else `REALTIMEKIT_APP_ID`. */
  appId?: pulumi.Input<string>;
  /** With `state: "stopped"`: be done only when the file is uploaded. Default: `false`. */
  waitForUpload?: pulumi.Input<boolean>;
  /**
   * How long operations may take: `"90s"`, `"5m"`, `"1h30m"`, up to a week. Default: `"5m"`, and `"1h"` for a
   * create or update that waits for the upload. (Pulumi's `customTimeouts` doesn't reach a dynamic provider.)
   */
  timeouts?: pulumi.Input<{ [K in keyof Timeouts]: pulumi.Input<string> }>;
}

/** What is not stored where the API doesn't say it. */
const { status: _alwaysStored, ...MAY_BE_ABSENT } = OUTPUTS_ONLY;
const NULLS = Object.fromEntries(Object.keys(MAY_BE_ABSENT).map((name) => [name, null]));
/** What stays undefined where the program doesn't say it, unless the resource has a default. */
const MAY_BE_UNDECLARED = { onDelete: undefined, timeouts: undefined };

/** What differs between the resources for their common constructor. */
export interface HeldType {
  readonly type: string;
  /** What makes up its id. */
  readonly identity: readonly string[];
  /** What its inputs are where the program doesn't say. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** A resource that holds a recording in a declared state. What the API doesn't say about it is null. */
export abstract class HeldResource extends pulumi.CustomResource {
  protected constructor(
    { type, identity, defaults }: HeldType,
    name: string,
    props: pulumi.Inputs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const { stackTraceLimit } = Error;
    // Pulumi notes a stack trace for each of the hundred promises of a resource, which takes longer than all the rest.
    // They serve its search for leaked promises only; the resource's own position in the program is noted all the same.
    if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 0;
    const stopSeeking = seekProgramPosition();
    try {
      super(type, name, props, opts);
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (error instanceof Error) Error.captureStackTrace(error, new.target);
      throw error;
    } finally {
      stopSeeking();
      Error.stackTraceLimit = stackTraceLimit;
    }
    sayWhereAbsent(this, {
      values: { ...NULLS, ...MAY_BE_UNDECLARED, ...defaults },
      identity,
      isSecret: (output) =>
        opts?.additionalSecretOutputs?.includes(output) ||
        (pulumi.Output.isInstance(props[output]) && pulumi.isSecret(props[output])),
    });
  }

  /** The declared state; after `pulumi refresh`, the observed one. */
  declare readonly state: pulumi.Output<DesiredState>;
  /** The account that was resolved. */
  declare readonly accountId: pulumi.Output<string>;
  /** The app that was resolved. */
  declare readonly appId: pulumi.Output<string>;
  /** Whether `"stopped"` includes that the file is uploaded. */
  declare readonly waitForUpload: pulumi.Output<boolean>;
  /** How long operations may take, as declared. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

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
}
