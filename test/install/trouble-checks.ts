/** What goes wrong without this package's doing, as the README tells it: each message is really met, and really there. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { InstallCase } from "./cases";
import { bounded, plainEnv, runCommand } from "./command";
import type { Check } from "./lanes";
import { type Context, createProject } from "./project";
import type { Command } from "./toolbox";

const README = path.resolve(__dirname, "..", "..", "README.md");
const SDK = "3.248.0";

interface Trouble {
  readonly when: string;
  /** A part of the message. */
  readonly message: string;
  /** Fails with it. */
  readonly provoke: (context: Context) => Promise<unknown>;
}

const TROUBLES: readonly Trouble[] = [
  {
    when: "npm is to install TypeScript 7 beside Pulumi's SDK",
    message: "ERESOLVE",
    provoke: (context) =>
      install({ "@pulumi/pulumi": SDK, typescript: "7.0.2" }, { ...context, command: ["npm", "install"] }),
  },
  {
    when: "pnpm 12 meets protobufjs, which nobody has decided about",
    message: "ERR_PNPM_IGNORED_BUILDS",
    provoke: (context) => {
      const command = [...context.toolbox.packageManager("pnpm 12"), "install"] as const;
      return install({ protobufjs: "7.6.6" }, { ...context, command });
    },
  },
  {
    when: "Pulumi is to load a program with TypeScript 7",
    message: "Cannot read properties of undefined (reading 'readFile')",
    provoke: (context) => preview({ language: "TypeScript 7.0.2", modules: "CommonJS" }, context),
  },
  {
    when: "Pulumi is to load a TypeScript program of ES modules without ts-node",
    message: 'Unknown file extension ".ts"',
    provoke: (context) => preview({ language: "TypeScript 5.9.3", modules: "ES modules" }, context),
  },
];

/** One check for each. */
export function troubleChecks(context: Context): Check[] {
  return TROUBLES.map(({ when, message, provoke }) => ({
    name: `the README knows what is printed when ${when}`,
    run: async () => {
      await assert.rejects(provoke(context), (error: Error) => {
        assert.ok(error.message.includes(message), error.message);
        return true;
      });
      assert.ok((await readFile(README, "utf8")).includes(message), `README.md has no "${message}"`);
    },
  }));
}

type Installing = Context & { readonly command: Command };

async function install(dependencies: Readonly<Record<string, string>>, { command, signal }: Installing) {
  const cwd = await mkdtemp(path.join(os.tmpdir(), "installed-"));
  try {
    await writeFile(path.join(cwd, "package.json"), JSON.stringify({ private: true, dependencies }));
    await runCommand(command, { cwd, env: plainEnv(), signal });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** A program that nobody has prepared for what it is written in. */
async function preview(program: Pick<InstallCase, "language" | "modules">, context: Context) {
  const row: InstallCase = { ...program, packageManager: "pnpm 12", node: 20, sdk: SDK, isUnprepared: true };
  const { workspace, close } = await createProject(row, {}, context);
  try {
    await workspace.succeed(["preview"], { signal: bounded(context.signal) });
  } finally {
    await close();
  }
}
