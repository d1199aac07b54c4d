/** What the installations are made with: pinned by `tools/`, installed once into the cache folder. */

import { createHash } from "node:crypto";
import { access, cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../scripts/engine/cache";
import type { NodeVersion, PackageManager } from "./cases";
import { type CommandOptions, runCommand } from "./command";

const PINS = path.join(__dirname, "tools");
const FILES = ["package.json", "package-lock.json"];

/** A command with the arguments that come first. */
export type Command = readonly [string, ...string[]];

/** Where the tools are. */
export interface Toolbox {
  node(version: NodeVersion): string;
  packageManager(name: PackageManager): Command;
  /** The file that one of the checkers starts with. */
  script(file: string): string;
}

/** Finds the tools, or installs them. They are those for Linux on x64. */
export async function openToolbox(options: Omit<CommandOptions, "cwd">): Promise<Toolbox> {
  if (`${process.platform}-${process.arch}` !== "linux-x64")
    throw new Error("the versions of Node that this needs are pinned for Linux on x64 only");
  const texts = await Promise.all(FILES.map((name) => readFile(path.join(PINS, name))));
  const digest = createHash("sha256").update(texts.join()).digest("hex").slice(0, 8);
  const root = path.join(cacheFolder(process.env), `install-tools-${digest}`);
  if (!(await exists(root))) await install(root, options);
  const inside = (file: string) => path.join(root, "node_modules", file);
  return {
    node: (version) => inside(`node-${version}/bin/node`),
    packageManager: (name) => {
      if (name === "pnpm 12") return [inside("pnpm-12/pnpm")];
      return name === "pnpm 10" ? ["node", inside("pnpm-10/bin/pnpm.cjs")] : ["npm"];
    },
    script: inside,
  };
}

/** The folder appears whole or not at all. */
async function install(root: string, options: Omit<CommandOptions, "cwd">): Promise<void> {
  await mkdir(path.dirname(root), { recursive: true });
  const temporary = await mkdtemp(path.join(path.dirname(root), ".installing-"));
  try {
    for (const name of FILES) await cp(path.join(PINS, name), path.join(temporary, name));
    const args = ["npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"] as const;
    await runCommand(args, { ...options, cwd: temporary });
    await rename(temporary, root).catch(async (error) => {
      if (!(await exists(root))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
