/** What the demo plays on: two emulated meetings, one of which is being recorded, and a Pulumi stack of its own. */

import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type RecordingStatus,
  type RecordingView,
  startEmulator,
} from "../../emulator";
import { createWorkspace, type Engine, type RunResult, type Workspace } from "../engine";
import { KEYNOTE_RECORDING_ID, PANEL_MEETING_ID, type Subject } from "./acts";
import { installProvider, readProgram } from "./program";

/** How long the emulated service takes to start, and to make the file, in milliseconds: enough to be seen waiting. */
const DELAYS = { invokedMs: 1_200, uploadingMs: 2_500 };

/** The emulated service. */
export interface Service {
  readonly emulator: Emulator;
  /** The meetings' ids. */
  readonly meetings: Readonly<Record<Subject, string>>;
}

/** Where the acts happen. */
export interface Stage extends Service {
  /** Runs Pulumi; a failure is a result too. Throws when the demo is interrupted. */
  run(args: readonly string[]): Promise<RunResult>;
  /** Ends everything and removes every file. */
  close(): Promise<void>;
}

/** Sets the stage; what was begun is taken down again when that fails. */
export async function setStage(engine: Engine, signal: AbortSignal): Promise<Stage> {
  const emulator = await startEmulator({ settings: DELAYS });
  let workspace: Workspace | undefined;
  const close = async () => {
    await workspace?.close();
    await emulator.close();
  };
  try {
    workspace = await createWorkspace({ program: await readProgram(), engine, env: settingsFor(emulator) });
    await installProvider(workspace.folder, signal);
    return { emulator, meetings: openMeetings(emulator), run: createRun(workspace, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** People are in both; only the keynote is being recorded. */
export function openMeetings(emulator: Emulator): Stage["meetings"] {
  const keynote = emulator.createMeeting({ title: "Keynote" }).id;
  const panel = emulator.createMeeting({ title: "Panel", id: PANEL_MEETING_ID }).id;
  emulator.createRecording({ id: KEYNOTE_RECORDING_ID, meeting_id: keynote });
  return { keynote, panel };
}

/** The status of a meeting's recording, or that there is none. */
export type ObservedStatus = RecordingStatus | "none";

/** A meeting's recording as the service has it. The demo fails at a second one, since it was not to be sent. */
export function recordingOf(about: Subject, { emulator, meetings }: Service): RecordingView | undefined {
  return emulator.listRecordings({ meeting_id: meetings[about] }).at(-1);
}

/** Which of the meetings has this id, or this recording. */
export function subjectOf(
  { meetingId, recordingId }: { readonly meetingId?: string; readonly recordingId?: string | undefined },
  { emulator, meetings }: Service,
): Subject | undefined {
  const recording = emulator.listRecordings().find(({ id }) => id === recordingId);
  const id = meetingId ?? recording?.meeting_id;
  return (Object.keys(meetings) as Subject[]).find((subject) => meetings[subject] === id);
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
