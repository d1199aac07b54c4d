/** What both CI services do with the example, so that one story is told of each. */

import type { CiMachine, StandInCall } from "./ci-machine";

/** What a finished job left. */
export interface JobRun {
  /** 0 when every step passed, else the code of the first that didn't. */
  readonly exitCode: number;
  /** The job's log. */
  readonly text: string;
  readonly calls: readonly StandInCall[];
}

/** A set of jobs, run on a machine. */
export interface Pipeline {
  readonly name: string;
  /** The command that posts the comment, and the arguments that say where. */
  readonly commentsWith: { readonly command: string; readonly args: readonly string[] };
  /** Runs the job that the event starts. */
  run(job: "preview" | "up" | "drift", machine: CiMachine): Promise<JobRun>;
}

/** Values of the settings that the README tells a team to make. */
export const SETTINGS = { CLOUDFLARE_API_TOKEN: "token-of-the-pipeline-1d0b7e" };
