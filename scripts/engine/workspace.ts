/** Runs a Pulumi program with the real CLI in a temporary folder of its own, on a local file backend. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { readChild } from "./child";
import type { Engine } from "./engine";
import { locatePulumi } from "./locate";
import { createWorkspaceFolder, type ProgramSource, programFolder, workspaceEnv } from "./workspace-folder";

/** What a workspace is made from. */
export interface WorkspaceOptions {
  program: ProgramSource;
  /** Added to every run's environment. `PULUMI_*`, `CLOUDFLARE_*` and `REALTIMEKIT_*` are not inherited: give them here. */
  env?: NodeJS.ProcessEnv;
  /** Default: the one that `locatePulumi()` finds or installs. */
  engine?: Engine;
  /** The stack that is made and selected. Default `dev`. */
  stack?: string;
}

/** What a finished command left. */
export interface RunResult {
  /** 128 plus the signal's number when a signal ended it. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** One run's own environment, added to the workspace's, and a signal that interrupts it as Ctrl-C does. */
export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called with the CLI's process as soon as it is started. */
  onStart?: (child: ChildProcess) => void;
}

/** A stack's deployment, as `pulumi stack export` prints it, with what this project looks at. */
export interface StackExport {
  version: number;
  deployment: { resources?: StackResource[]; [field: string]: unknown };
}

/** A resource in a stack's deployment. */
export interface StackResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [field: string]: unknown;
}

// An interrupted engine waits for calls that are under way, an engine that is interrupted twice ends its plugins and
// itself, and one that is killed leaves its plugins behind: so that comes last.
const ENDING: readonly NodeJS.Signals[] = ["SIGINT", "SIGINT", "SIGKILL"];
const ENDING_STEP_MS = 5_000;

/** Makes a folder with the program, its backend and a selected stack; `close` it to remove it. */
export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const engine = options.engine ?? (await locatePulumi());
  const root = await createWorkspaceFolder(options.program);
  const workspace = new Workspace(root, engine, { ...workspaceEnv(root, engine.env), ...options.env });
  try {
    await workspace.succeed(["stack", "init", options.stack ?? "dev"]);
  } catch (error) {
    await workspace.close();
    throw error;
  }
  return workspace;
}

/** A program with a backend and a Pulumi home of its own; made by `createWorkspace`. */
export class Workspace {
  /** The program's folder. */
  readonly folder: string;
  readonly #running = new Set<ChildProcess>();

  constructor(
    private readonly root: string,
    private readonly engine: Engine,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.folder = programFolder(root);
  }

  /** Runs the CLI without a shell, a terminal or questions. A failure is a result too: look at `exitCode`. */
  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.#read(this.engine.command, args, options);
  }

  /** Runs a line of Bash in the program's folder, where `pulumi` is the CLI. */
  shell(line: string, options: RunOptions = {}): Promise<RunResult> {
    return this.#read("bash", ["-c", line], options);
  }

  #read(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
    return readChild(command, args, {
      cwd: this.folder,
      env: { ...this.env, ...options.env },
      abortSignal: options.signal,
      abortWith: "SIGINT",
      onStart: (child) => {
        this.#running.add(child);
        child.once("close", () => this.#running.delete(child));
        options.onStart?.(child);
      },
    });
  }

  /** Runs the CLI and returns its stdout; a failure is thrown with all it printed. */
  async succeed(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(args, options);
    if (exitCode !== 0)
      throw new Error(`pulumi ${args.join(" ")} exits with ${exitCode}\n${stdout}${stderr}`);
    return stdout;
  }

  /** The selected stack's deployment. */
  async export(): Promise<StackExport> {
    return JSON.parse(await this.succeed(["stack", "export"])) as StackExport;
  }

  /** Ends what is still running, and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map(endChild));
    await rm(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  const [first, ...later] = ENDING;
  child.kill(first);
  const timers = later.map((signal, index) =>
    setTimeout(() => child.kill(signal), (index + 1) * ENDING_STEP_MS),
  );
  await closed;
  timers.forEach(clearTimeout);
}
