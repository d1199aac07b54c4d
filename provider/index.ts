/** The package's public names. */

export type { OnDelete, Timeouts, WhenEnded } from "./core/inputs";
export type { WhenMeetingEnded } from "./core/meeting-inputs";
export type { DesiredState, Status } from "./core/status";
export type { ReasonOutput, StorageOutput } from "./resources/common";
export { ERROR_NAMES, type ErrorName } from "./resources/error-names";
export {
  eachRecording,
  type GetActiveRecordingArgs,
  type GetRecordingArgs,
  getActiveRecording,
  getActiveRecordingOutput,
  getRecording,
  getRecordingOutput,
  type ListRecordingsArgs,
  listRecordings,
  listRecordingsOutput,
  type RecordingInfo,
  tryGetActiveRecording,
  tryGetActiveRecordingOutput,
  tryGetRecording,
  tryGetRecordingOutput,
} from "./resources/look-ups";
export { MeetingRecording, type MeetingRecordingArgs } from "./resources/meeting-recording";
export { Provider, type ProviderArgs } from "./resources/provider";
export { Recording, type RecordingArgs } from "./resources/recording";
export type {
  AudioConfig,
  StartOptions,
  StorageConfig,
  VideoConfig,
  Watermark,
} from "./resources/start-options";
