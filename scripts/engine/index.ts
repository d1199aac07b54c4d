/** The public names of the engine: finding or installing the Pulumi CLI, and running programs with it. */
export type { Engine, EngineSource } from "./engine";
export { EngineNotFoundError } from "./engine";
export { type LocateOptions, locatePulumi } from "./locate";
export { createProgress, type Progress } from "./progress";
export {
  createWorkspace,
  type RunOptions,
  type RunResult,
  type StackExport,
  type StackResource,
  type Workspace,
  type WorkspaceOptions,
} from "./workspace";
