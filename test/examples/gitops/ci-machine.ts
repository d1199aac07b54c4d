/** A machine of a CI service: the example's folder in it, a shell, and stand-ins for what reaches the network. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Emulator, startEmulator } from "../../../emulator";
import { createWorkspace, locatePulumi, type Workspace } from "../../../scripts/engine";
import { readChild } from "../../../scripts/engine/child";
import { pathKey } from "../../../scripts/engine/engine";
import { workspaceEnv } from "../../../scripts/engine/workspace-folder";

/** The example's folder, which a team copies. */
export const EXAMPLE = "examples/gitops";

const STACK_FILE = "Pulumi.event.yaml";
// These reach a registry or an API; the packages are there already, and nothing is to be sent.
const STAND_INS = ["npm", "gh", "curl"];
const STAND_IN = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const comment = existsSync("comment.md") ? readFileSync("comment.md", "utf8") : "";
const call = { command: require("node:path").basename(__filename), args: process.argv.slice(2), env: process.env, comment };
appendFileSync(process.env.STAND_IN_CALLS, JSON.stringify(call) + "\\n");
`;
// What a person's machine or a test's workspace has, and a CI machine has not unless the pipeline gives it.
const GIVEN_BY_PIPELINE = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_SKIP_CONFIRMATIONS"];

/** A command that a stand-in was called as. */
export interface StandInCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What stood in comment.md. */
  readonly comment: string;
}

/** A finished script. */
export interface ScriptRun {
  readonly exitCode: number;
  /** Both streams, in the order in which they were written. */
  readonly text: string;
}

/** The machine, with an emulator in place of the API. */
export class CiMachine {
  /** Where the stack's state is, and the passphrase of its secrets: for the pipeline's settings. */
  readonly backend: { readonly url: string; readonly passphrase: string };

  private constructor(
    readonly emulator: Emulator,
    private readonly workspace: Workspace,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    const { PULUMI_BACKEND_URL: url = "", PULUMI_CONFIG_PASSPHRASE: passphrase = "" } = env;
    this.backend = { url, passphrase };
  }

  /** Copies the example and makes its stack, which is what a team does once. */
  static async start(): Promise<CiMachine> {
    const engine = await locatePulumi();
    const workspace = await createWorkspace({ program: EXAMPLE, stack: "event", engine });
    const emulator = await startEmulator();
    const root = path.dirname(workspace.folder);
    const bin = path.join(root, "stand-ins");
    await mkdir(bin);
    for (const name of STAND_INS) await writeFile(path.join(bin, name), STAND_IN, { mode: 0o755 });
    const env = workspaceEnv(root, engine.env);
    const key = pathKey(env);
    return new CiMachine(emulator, workspace, {
      ...env,
      [key]: [bin, env[key]].join(path.delimiter),
      STAND_IN_CALLS: path.join(root, "calls"),
      CLOUDFLARE_BASE_URL: emulator.baseUrl,
    });
  }

  /** Runs a script as the runners of both services do: bash, which ends at the first failure, also in a pipe. */
  async run(script: string, env: NodeJS.ProcessEnv): Promise<ScriptRun> {
    const own = Object.entries(this.env).filter(([name]) => !GIVEN_BY_PIPELINE.includes(name));
    // One pipe for both streams, as a job's log is.
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", `exec 2>&1\n${script}`];
    const options = { cwd: this.workspace.folder, env: { ...Object.fromEntries(own), ...env } };
    const { exitCode, stdout } = await readChild("bash", args, options);
    return { exitCode, text: stdout };
  }

  /** The stand-ins' calls since the last look. */
  takeCalls(): StandInCall[] {
    const file = this.env.STAND_IN_CALLS as string;
    const lines = readFileSync(file, { encoding: "utf8", flag: "a+" }).split("\n");
    rmSync(file, { force: true });
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as StandInCall);
  }

  /** Changes the reviewed configuration, as a commit does. */
  commit(change: (stackFile: string) => string): void {
    const file = path.join(this.workspace.folder, STACK_FILE);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  async close(): Promise<void> {
    await this.workspace.close();
    await this.emulator.close();
  }
}
