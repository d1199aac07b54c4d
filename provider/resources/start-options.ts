/** The options for starting a recording, as a program writes them. */

import * as pulumi from "@pulumi/pulumi";

/** Options of the API's "Start recording a meeting"; what isn't given is the API's own default. */
export interface StartOptions {
  /** The recording ends by itself after this many seconds, 60 to 86400. API default: 86400 (24 hours). */
  maxSeconds?: pulumi.Input<number>;
  /** Begins the file's name. */
  fileNamePrefix?: pulumi.Input<string>;
  /** A page to record in place of the meeting's own view. */
  url?: pulumi.Input<string>;
  /** Start one although another one runs. Later, only `Recording` can say which is meant. API default: `false`. */
  allowMultipleRecordings?: pulumi.Input<boolean>;
  /** The file's sound. */
  audioConfig?: pulumi.Input<AudioConfig>;
  /** The file's picture. */
  videoConfig?: pulumi.Input<VideoConfig>;
  /** A bucket or server of your own for the file. Its credentials are kept secret. */
  storageConfig?: StorageConfig;
  /** Stream the meeting as well. The address holds the stream's key, so it is kept secret. */
  rtmpOutConfig?: { rtmpUrl: pulumi.Input<string> };
  /** Timed metadata in the file; the only type is `ID3`. */
  interactiveConfig?: pulumi.Input<{ type: pulumi.Input<"ID3"> }>;
  /** Whether the file is kept in RealtimeKit's own bucket; without it there is no download address. */
  realtimekitBucketConfig?: pulumi.Input<{ enabled: pulumi.Input<boolean> }>;
}

/** The file's sound. */
export interface AudioConfig {
  /** API default: `"stereo"`. */
  channel?: pulumi.Input<"mono" | "stereo">;
  /** API default: `"AAC"`; with the video codecs VP8 and VP9 it can't be chosen. */
  codec?: pulumi.Input<"MP3" | "AAC">;
  /** Whether the sound is a file of its own. API default: `true`. */
  exportFile?: pulumi.Input<boolean>;
}

/** The file's picture. */
export interface VideoConfig {
  /** API default: `"H264"`. */
  codec?: pulumi.Input<"H264" | "VP8" | "VP9">;
  /** Whether the picture is a file. API default: `true`. */
  exportFile?: pulumi.Input<boolean>;
  /** Pixels, 1 to 1920. API default: 1280. */
  width?: pulumi.Input<number>;
  /** Pixels, 1 to 1920. API default: 720. */
  height?: pulumi.Input<number>;
  /** An image over the picture. */
  watermark?: pulumi.Input<Watermark>;
}

/** An image over the picture. */
export interface Watermark {
  /** The image's address. */
  url?: pulumi.Input<string>;
  /** API default: `"left top"`. */
  position?: pulumi.Input<"left top" | "right top" | "left bottom" | "right bottom">;
  /** Pixels. */
  size?: pulumi.Input<{ width?: pulumi.Input<number>; height?: pulumi.Input<number> }>;
}

/** A bucket or server for the file. All kinds but `gcs` need `accessKey` and `region`. */
export interface StorageConfig {
  type: pulumi.Input<"aws" | "azure" | "digitalocean" | "gcs" | "sftp">;
  bucket: pulumi.Input<string>;
  /** The path in the bucket. */
  path?: pulumi.Input<string>;
  region?: pulumi.Input<string>;
  /** Secret. */
  accessKey?: pulumi.Input<string>;
  /** Secret. */
  secret?: pulumi.Input<string>;
  /** For `sftp`. */
  host?: pulumi.Input<string>;
  /** For `sftp`. */
  port?: pulumi.Input<number>;
  /** For `sftp`. */
  username?: pulumi.Input<string>;
  /** For `sftp`: whether `privateKey` or `password` is used. */
  authMethod?: pulumi.Input<"KEY" | "PASSWORD">;
  /** For `sftp`: the server's password, or the private key's. Secret. */
  password?: pulumi.Input<string>;
  /** For `sftp`. Secret. */
  privateKey?: pulumi.Input<string>;
}

const CREDENTIALS = ["accessKey", "secret", "password", "privateKey"] as const;

/**
 * The same options with every credential marked secret, so that the state holds them encrypted only. Options that come
 * as an output or a promise can't be looked into: they are secret as a whole.
 */
export function withSecrets(start: StartOptions | undefined): StartOptions | undefined {
  if (!start) return undefined;
  if (isComing(start)) return hidden(start);
  const { storageConfig, rtmpOutConfig } = start;
  return {
    ...start,
    ...(storageConfig ? { storageConfig: hide(storageConfig, CREDENTIALS) } : {}),
    ...(rtmpOutConfig ? { rtmpOutConfig: hide(rtmpOutConfig, ["rtmpUrl"]) } : {}),
  };
}

const isComing = (value: object) => pulumi.Output.isInstance(value) || value instanceof Promise;
const hidden = <T>(value: T) => pulumi.secret(value) as unknown as T;

function hide<T extends object>(config: T, keys: readonly (keyof T)[]): T {
  if (isComing(config)) return hidden(config);
  const secrets = keys
    .filter((key) => config[key] !== undefined)
    .map((key) => [key, pulumi.secret(config[key])]);
  return { ...config, ...Object.fromEntries(secrets) };
}
