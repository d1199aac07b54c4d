/** A stack on the real engine, whose program declares what a test writes down, against an emulator. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator, startEmulator } from "../../emulator";
import {
  createWorkspace,
  type RunOptions,
  type RunResult,
  type StackResource,
  type Workspace,
  type WorkspaceOptions,
} from "../../scripts/engine";
import type { Props } from "./grpc";

/** The token in the environment of every stack that isn't given another one. */
export const TOKEN = "token-of-the-engine-tests-5f0c9a";

/** Commands take one to three seconds each, on a machine that may be busy with others. */
export const STORY_TIMEOUT_MS = 120_000;

/** In a fresh environment the engine is built first. */
const LOCATE_TIMEOUT_MS = 15 * 60_000;

const RECORDING_TYPE = "pulumi-nodejs:dynamic/realtimekit:Recording";

/** A JavaScript program that instantiates what stands in `recordings.json`, and exports what it got. */
export const JAVASCRIPT_PROGRAM = {
  "Pulumi.yaml": "name: event\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "recordings.json": "{}",
  "index.js": `
const { Recording } = require("pulumi-realtimekit");
for (const [name, args] of Object.entries(require("./recordings.json"))) {
  const { status, accountId, fileSize, downloadUrl } = new Recording(name, args);
  exports[name] = { status, accountId, fileSize, downloadUrl };
}
`,
};

/** What a stack is made from. */
export interface StackKitOptions {
  /** A folder that is copied, or texts by file name. Default {@link JAVASCRIPT_PROGRAM}. */
  readonly program?: WorkspaceOptions["program"];
  /** Replaces variables of the usual environment; an empty text counts as none. */
  readonly env?: (emulator: Emulator) => NodeJS.ProcessEnv;
}

/** What a finished command left, as a person reads it. */
export interface Run extends RunResult {
  /** Both streams. */
  readonly text: string;
  /** The actions that the API was asked for meanwhile. */
  readonly actions: unknown[];
  /** The methods of all its requests. */
  readonly methods: string[];
}

/** What a story works with. */
export interface StackKit {
  emulator: Emulator;
  workspace: Workspace;
  /** Writes down what the JavaScript program declares. */
  declare(recordings: Record<string, Props>): void;
  /** Runs the CLI; a failure is a result too. */
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** Runs a line of Bash beside the program. */
  shell(line: string, options?: RunOptions): Promise<Run>;
  /** Runs the CLI and throws when it fails. */
  succeed(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** The stack's recordings, as they are stored. */
  stored(): Promise<StackResource[]>;
}

/** Makes stack and emulator before a suite and removes them after it. */
export function useStack(options: StackKitOptions = {}): StackKit {
  const kit = {} as StackKit;
  before(async function () {
    this.timeout(LOCATE_TIMEOUT_MS);
    kit.emulator = await startEmulator();
    kit.workspace = await createWorkspace({
      program: options.program ?? JAVASCRIPT_PROGRAM,
      env: { ...usualEnv(kit.emulator), ...options.env?.(kit.emulator) },
    });
  });
  after(async function () {
    this.timeout(STORY_TIMEOUT_MS);
    await kit.workspace?.close();
    await kit.emulator?.close();
  });
  return Object.assign(kit, commandsOf(kit), {
    declare: (recordings: Record<string, Props>) =>
      writeFileSync(path.join(kit.workspace.folder, "recordings.json"), JSON.stringify(recordings)),
    stored: async () => {
      const { resources = [] } = (await kit.workspace.export()).deployment;
      return resources.filter(({ type }) => type === RECORDING_TYPE);
    },
  });
}

function usualEnv(emulator: Emulator): NodeJS.ProcessEnv {
  return {
    CLOUDFLARE_API_TOKEN: TOKEN,
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
    CLOUDFLARE_BASE_URL: emulator.baseUrl,
  };
}

function commandsOf(kit: StackKit): Pick<StackKit, "run" | "shell" | "succeed"> {
  const observe = async (start: () => Promise<RunResult>): Promise<Run> => {
    kit.emulator.clearRequests();
    const result = await start();
    const requests = kit.emulator.requests();
    const puts = requests.filter(({ method }) => method === "PUT");
    return {
      ...result,
      text: result.stdout + result.stderr,
      actions: puts.map(({ body }) => (body as { action?: unknown }).action),
      methods: requests.map(({ method }) => method),
    };
  };
  const run: StackKit["run"] = (args, options) => observe(() => kit.workspace.run(args, options));
  return {
    run,
    shell: (line, options) => observe(() => kit.workspace.shell(line, options)),
    succeed: async (args, options) => {
      const result = await run(args, options);
      if (result.exitCode === 0) return result;
      throw new Error(`pulumi ${args.join(" ")} exits with ${result.exitCode}\n${result.text}`);
    },
  };
}
