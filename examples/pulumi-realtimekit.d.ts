/** Lets the type check of this repository find the package by the name by which the examples import it. */
declare module "pulumi-realtimekit" {
  type Package = typeof import("../provider/index");
  export const MeetingRecording: Package["MeetingRecording"];
  export const Provider: Package["Provider"];
  export const Recording: Package["Recording"];
  export type MeetingRecordingArgs = import("../provider/index").MeetingRecordingArgs;
  export type RecordingArgs = import("../provider/index").RecordingArgs;
}
