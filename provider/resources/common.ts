/** What all resources have in common: the provider's text in the state file, and what they share of their outputs. */

import * as pulumi from "@pulumi/pulumi";

/**
 * What every resource's state says about its provider. It is a constant that loads this package's hooks by name:
 * no code is stored, so that the installed version always is the one that runs. Single quotes, because a double one
 * takes two bytes in the state file, twice a resource.
 */
export const PROVIDER_TEXT = "exports.handler=()=>require('pulumi-realtimekit/hooks')";

/** The resource's type token; the module that Pulumi's own dynamic resources would use. */
export const typeToken = (name: string) => `pulumi-nodejs:dynamic/realtimekit:${name}`;

/**
 * What a resource passes besides its inputs: the provider's text, its URN, which the engine doesn't tell, and how many
 * of these resources there are, which decides how they are read (the state file doesn't hold it).
 */
export function hiddenInputs(type: string, name: string, opts: pulumi.CustomResourceOptions | undefined) {
  return {
    __provider: PROVIDER_TEXT,
    __urn: pulumi.createUrn(name, type, opts?.parent),
    __count: countDeclared(),
  };
}

let declared = 0;
let counted: Promise<number> | undefined;

/** Resolves once the program has declared all that it declares in one go. */
function countDeclared(): Promise<number> {
  declared++;
  counted ??= new Promise((resolve) => {
    setImmediate(() => {
      counted = undefined;
      resolve(declared);
    });
  });
  return counted;
}

/** What only the API says about a recording. */
export const OUTPUTS_ONLY = {
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

/**
 * Every property that a resource may have. Pulumi makes an output of what the constructor passes and of nothing else,
 * so what the hooks fill in is passed as `undefined`.
 */
export const ALL_OUTPUTS = {
  accountId: undefined,
  appId: undefined,
  recordingId: undefined,
  state: undefined,
  onDelete: undefined,
  whenEnded: undefined,
  waitForUpload: undefined,
  timeouts: undefined,
  ...OUTPUTS_ONLY,
};

/**
 * The arguments, with what a program wrongly gives for an output put into an array: `check` refuses that, whereas it
 * lets pass what `ignoreChanges` copies from the outputs that are stored among the inputs (decision 015).
 */
export function markOutputs<A extends object>(args: A): A {
  const isWrong = ([name, value]: [string, unknown]) =>
    Object.hasOwn(OUTPUTS_ONLY, name) && value !== undefined;
  const wrong = Object.entries(args ?? {}).filter(isWrong);
  return { ...args, ...Object.fromEntries(wrong.map(([name, value]) => [name, [value]])) };
}

/** Who or what started or stopped a recording. */
export interface ReasonOutput {
  /** `API_CALL`, `RECORD_ON_START`, `ALL_PEERS_LEFT`, `INTERNAL_ERROR`, or one that the API has added since. */
  reason?: string;
  /** Who asked for it; `type` is `ORGANIZATION` or `USER`. */
  caller?: { name?: string; type?: string; userId?: string };
}

/** Where a recording's file is kept. */
export interface StorageOutput {
  /** `aws`, `azure`, `digitalocean`, `gcs`, `sftp`, or another kind of storage. */
  type?: string;
  /** The bucket's name. */
  bucket?: string;
  /** The path in the bucket. */
  path?: string;
  /** The bucket's region. */
  region?: string;
  /** The server's name, for `sftp`. */
  host?: string;
  /** The server's port, for `sftp`. */
  port?: number;
}
