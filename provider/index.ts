/** The package's public names. */

export type { OnDelete, Timeouts, WhenEnded } from "./core/inputs";
export type { DesiredState, Status } from "./core/status";
export type { ReasonOutput, StorageOutput } from "./resources/common";
export { ERROR_NAMES, type ErrorName } from "./resources/error-names";
export { Recording, type RecordingArgs } from "./resources/recording";
