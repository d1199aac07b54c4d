/** One run of the Pulumi CLI whose processes a test signals, and ends by their ids whatever becomes of the CLI. */

import type { ChildProcess } from "node:child_process";
import type { RunResult, Workspace } from "../../scripts/engine";
import { eventually } from "./eventually";
import { descendantsOf, isSame, listProcesses, type ProcessEntry } from "./process-table";

/** A run that goes on. */
export interface CliRun {
  /** Resolves when the CLI has ended; a failure is a result too. */
  readonly ended: Promise<RunResult>;
  /** False as soon as the CLI has ended. */
  isGoingOn(): boolean;
  /** The provider's process, once there is one and as long as there is. */
  provider(): ProcessEntry | undefined;
  /** Signals the CLI alone. */
  signal(signal: NodeJS.Signals): void;
  /** The processes that the CLI had started when it was signalled, and their descendants, as far as they still run. */
  survivors(): ProcessEntry[];
  /** Ends all of them, and the CLI. */
  end(): Promise<void>;
}

/** Starts the CLI and resolves when it has a process. */
export async function startRun(workspace: Workspace, args: readonly string[]): Promise<CliRun> {
  let isOver = false;
  let ended!: Promise<RunResult>;
  const cli = await new Promise<ChildProcess>((resolve, reject) => {
    ended = workspace.run(args, { onStart: resolve });
    ended.then(() => {
      isOver = true;
    }, reject);
  });
  const isGoingOn = () => !isOver;
  const members = noteFamily(cli.pid as number, isGoingOn);
  const signal = (name: NodeJS.Signals) => {
    // Standing still it starts no process that nobody notes.
    cli.kill("SIGSTOP");
    members();
    cli.kill(name);
    cli.kill("SIGCONT");
  };
  return {
    ended,
    isGoingOn,
    signal,
    provider: () => members().find(({ command }) => /\bcmd\/dynamic-provider\b/.test(command)),
    survivors: members,
    end: async () => {
      if (isGoingOn()) signal("SIGKILL");
      await ended;
      for (const { pid } of members()) sendSignal(pid, "SIGKILL");
      await eventually(() => members().length === 0);
    },
  };
}

/** Keeps who descends from the process; who was noted stays noted when its parent ends. */
function noteFamily(pid: number, isGoingOn: () => boolean): () => ProcessEntry[] {
  let noted: ProcessEntry[] = [];
  return () => {
    const all = listProcesses();
    const alive = all.filter((entry) => noted.some((known) => isSame(known, entry)));
    const roots = alive.map((entry) => entry.pid);
    noted = [...alive, ...descendantsOf(isGoingOn() ? [pid, ...roots] : roots, all)].filter(isFirst);
    return noted;
  };
}

function isFirst(entry: ProcessEntry, index: number, all: readonly ProcessEntry[]): boolean {
  return all.findIndex((other) => isSame(other, entry)) === index;
}

/** Signals a process that may have ended meanwhile. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
