/** The public names of the engine: finding or installing the Pulumi CLI, and running programs with it. */
export type { Engine, EngineSource } from "./engine.js";
export { EngineNotFoundError } from "./engine.js";
export { type LocateOptions, locatePulumi } from "./locate.js";
export { createProgress, type Progress } from "./progress.js";
export {
  createWorkspace,
  type RunOptions,
  type RunResult,
  type StackExport,
  type StackResource,
  type Workspace,
  type WorkspaceOptions,
} from "./workspace.js";
