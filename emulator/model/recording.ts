/** What the emulator keeps of one recording. */

/** Every status a recording can have; source: the specification's enum. */
export const RECORDING_STATUSES = [
  "INVOKED",
  "RECORDING",
  "PAUSED",
  "UPLOADING",
  "UPLOADED",
  "ERRORED",
] as const;

/** Status of a recording. */
export type RecordingStatus = (typeof RECORDING_STATUSES)[number];

/** What `PUT …/recordings/{recording_id}` can ask for. */
export const RECORDING_ACTIONS = ["pause", "resume", "stop"] as const;

/** Action on a recording. */
export type RecordingAction = (typeof RECORDING_ACTIONS)[number];

/** Who started or stopped a recording. `user_Id` is spelled as in the specification. */
export interface Caller {
  name?: string | undefined;
  type?: "ORGANIZATION" | "USER" | undefined;
  user_Id?: string | undefined;
}

/** Why a recording was started. */
export interface StartReason {
  caller?: Caller | undefined;
  reason?: "API_CALL" | "RECORD_ON_START" | undefined;
}

/** Why a recording stopped. */
export interface StopReason {
  caller?: Caller | undefined;
  reason?: "API_CALL" | "INTERNAL_ERROR" | "ALL_PEERS_LEFT" | undefined;
}

/** A storage configuration as it was given, credentials included. */
export type StorageConfig = Record<string, unknown>;

/** An older view of a recording that reads still get after a PUT. */
export interface StaleView {
  view: Recording;
  readsLeft: number;
  untilMs: number;
}

/** One recording. Times are milliseconds since 1970 on the emulator's clock. */
export interface Recording {
  readonly id: string;
  readonly accountId: string;
  readonly appId: string;
  readonly meetingId: string;
  kind: "composite" | "track";
  sessionId: string | null;
  outputFileName: string;
  status: RecordingStatus;
  invokedAtMs: number;
  startedAtMs: number | null;
  stoppedAtMs: number | null;
  pausedSinceMs: number | null;
  /** Time spent paused, without the pause that is still going on. */
  pausedMs: number;
  maxSeconds: number | null;
  /** False when the start asked for no file in RealtimeKit's own bucket: then there is no URL. */
  bucketEnabled: boolean;
  audioExported: boolean;
  fileSize: number | null;
  /** URLs without their signature, which is put on when they are shown. */
  downloadUrl: string | null;
  audioDownloadUrl: string | null;
  downloadUrlExpiresAtMs: number | null;
  durationSeconds: number | undefined;
  startReason: StartReason;
  stopReason: StopReason | undefined;
  storageConfig: StorageConfig | null;
  /** A held recording stays in its status until an action or the control plane moves it. */
  held: boolean;
  /** Lists don't show it before; reads of the one recording do. */
  listedFromMs: number;
  stale: StaleView | undefined;
}

const ACTIVE: ReadonlySet<RecordingStatus> = new Set(["INVOKED", "RECORDING", "PAUSED"]);

/** Whether a recording with this status still records, or can again. */
export function isActive(status: RecordingStatus): boolean {
  return ACTIVE.has(status);
}
