/** What all resources have in common: the provider's text in the state file, and nested outputs. */

/**
 * What every resource's state says about its provider. It is a constant that loads this package's hooks by name:
 * no code is stored, so that the installed version always is the one that runs. Pulumi compiles it as a module
 * without a file, whose own `require` knows no package by self-reference: a program in this repository needs that.
 */
export const PROVIDER_TEXT = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-realtimekit/hooks");\n`;

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
