/** A contender that is a Pulumi program, on a stack of its own. */

import { rm, symlink } from "node:fs/promises";
import path from "node:path";
import { createWorkspace } from "../scripts/engine";
import { type Contender, programOf } from "./contenders";
import { measureState } from "./state-file";
import type { Site, Subject } from "./subject";

const PACKAGE = "pulumi-realtimekit";
/** Where the file backend keeps the stack, from the program's folder. */
const STACK_FILE = path.join("..", "state", ".pulumi", "stacks", "bench", "dev.json");

/** Makes folder and stack. */
export async function createStackSubject(contender: Contender, site: Site): Promise<Subject> {
  const { engine, emulator, installed, profiles, signal } = site;
  const workspace = await createWorkspace({ program: programOf(contender), engine, env: emulator.env });
  const { folder } = workspace;
  try {
    await linkPackage(folder, installed);
  } catch (error) {
    await workspace.close();
    throw error;
  }
  return {
    folder,
    run: ({ name, command, parallel, env = {} }) => {
      const profiling = profiles ? ["--profiling", path.join(profiles, `${contender.name}-${name}`)] : [];
      return workspace.run([...command, "--parallel", String(parallel), ...profiling], { env, signal });
    },
    stored: () => measureState(path.join(folder, STACK_FILE)),
    close: () => workspace.close(),
  };
}

/** In place of the repository, whose `dist` others may build anew meanwhile. */
async function linkPackage(folder: string, installed: string): Promise<void> {
  const link = path.join(folder, "node_modules", PACKAGE);
  await rm(link, { recursive: true, force: true });
  await symlink(path.join(installed, "node_modules", PACKAGE), link, "junction");
}
