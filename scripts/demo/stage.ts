/** What the demo plays on: an emulated meeting that is being recorded, and a Pulumi stack of its own. */

import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import { createWorkspace, type Engine, type RunResult, type Workspace } from "../engine";
import { installProvider, readProgram } from "./program";

/** How long the emulated service takes to make the file, in milliseconds: long enough to be seen waiting for. */
const UPLOADING_MS = 2_500;

/** Where the acts happen. */
export interface Stage {
  readonly emulator: Emulator;
  readonly recordingId: string;
  /** Runs Pulumi; a failure is a result too. Throws when the demo is interrupted. */
  run(args: readonly string[]): Promise<RunResult>;
  /** Ends everything and removes every file. */
  close(): Promise<void>;
}

/** Sets the stage; what was begun is taken down again when that fails. */
export async function setStage(engine: Engine, signal: AbortSignal): Promise<Stage> {
  const emulator = await startEmulator({ settings: { uploadingMs: UPLOADING_MS } });
  let workspace: Workspace | undefined;
  const close = async () => {
    await workspace?.close();
    await emulator.close();
  };
  try {
    workspace = await createWorkspace({ program: await readProgram(), engine, env: settingsFor(emulator) });
    await installProvider(workspace.folder, signal);
    const meeting = emulator.createMeeting({ title: "Keynote" });
    const { id } = emulator.createRecording({ meeting_id: meeting.id });
    return { emulator, recordingId: id, run: createRun(workspace, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsFor({ baseUrl }: Emulator): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_BASE_URL: baseUrl,
    CLOUDFLARE_API_TOKEN: "any-token-will-do",
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
  };
}

/** An interrupted command is no result: it ends the demo. */
function createRun(workspace: Workspace, signal: AbortSignal): Stage["run"] {
  return async (args) => {
    signal.throwIfAborted();
    const result = await workspace.run(args, { signal });
    signal.throwIfAborted();
    return result;
  };
}
