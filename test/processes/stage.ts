/** A stack on the real engine whose API is a process of its own, for stories in which processes are ended. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type LoggedRequest, type SettingsPatch } from "../../emulator";
import { createWorkspace, type RunResult, type Workspace } from "../../scripts/engine";
import { type CliRun, startRun } from "../support/cli-run";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { eventually } from "../support/eventually";
import type { Props } from "../support/grpc";
import { PROGRAM } from "./declarations";

/** A story's time, in milliseconds: some commands, on a machine that may be busy with others. */
export const STORY_TIMEOUT_MS = 120_000;
/** In a fresh environment the engine is built first. */
const LOCATE_TIMEOUT_MS = 15 * 60_000;

/** The update that the stories run; without a preview there is one provider process for each. */
export const UP = ["up", "--skip-preview"];

/** Waits for what a command brings about, as long as a command may take. */
export const inTime = <T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> =>
  eventually(look, STORY_TIMEOUT_MS / 2);

/** What a refused update says when another one holds the stack. */
export const LOCKED =
  /the stack is currently locked by \d+ lock\(s\)\. Either wait .* or delete the lock file with `pulumi cancel`/;

/** What a story works with. */
export interface Stage {
  emulator: EmulatorProcess;
  workspace: Workspace;
  declare(recordings: Record<string, Props>): void;
  /** Starts the CLI; whatever the test leaves of it is ended after the test. */
  start(args: readonly string[]): Promise<CliRun>;
  /** Runs the CLI to its end; a failure is a result too. */
  run(args: readonly string[]): Promise<RunResult & { text: string }>;
  /** What the API was asked to change. */
  changes(): Promise<LoggedRequest[]>;
}

/** What a stage is made from. */
export interface StageOptions {
  /** Default {@link PROGRAM}. */
  readonly program?: Readonly<Record<string, string>>;
  /** The emulator's. */
  readonly settings?: SettingsPatch;
}

/** Makes stack and emulator before a suite and removes them after it. */
export function useStage({ program = PROGRAM, settings = {} }: StageOptions = {}): Stage {
  const stage = {} as Stage;
  const runs: CliRun[] = [];
  before(async function () {
    this.timeout(LOCATE_TIMEOUT_MS);
    stage.emulator = await startEmulatorProcess(settings);
    stage.workspace = await createWorkspace({ program, env: usualEnv(stage.emulator) });
  });
  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.end()));
  });
  after(async function () {
    this.timeout(STORY_TIMEOUT_MS);
    await stage.workspace?.close();
    await stage.emulator?.end();
  });
  return Object.assign(stage, {
    declare: (recordings: Record<string, Props>) =>
      writeFileSync(path.join(stage.workspace.folder, "recordings.json"), JSON.stringify(recordings)),
    start: async (args: readonly string[]) => {
      const run = await startRun(stage.workspace, args);
      runs.push(run);
      return run;
    },
    run: async (args: readonly string[]) => {
      const result = await stage.workspace.run(args);
      return { ...result, text: result.stdout + result.stderr };
    },
    changes: async () => (await stage.emulator.requests()).filter(({ method }) => method !== "GET"),
  });
}

function usualEnv({ baseUrl }: EmulatorProcess): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_API_TOKEN: "token-of-the-process-tests",
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
    CLOUDFLARE_BASE_URL: baseUrl,
  };
}
