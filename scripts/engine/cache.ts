/** Keeps installed executables in the user's cache folder, where each one appears whole or not at all. */
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { COMPANIONS } from "./engine";
import { findExecutables } from "./on-path";

const TEMPORARY_PREFIX = ".installing-";
// Far longer than any installation takes, so that only what a killed process left is ever swept.
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The folder engines are kept in: `pulumi-realtimekit` in the platform's folder for a user's caches. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const home = os.homedir();
  const base =
    platform === "win32"
      ? (env.LOCALAPPDATA ?? path.join(home, "AppData", "Local"))
      : platform === "darwin"
        ? path.join(home, "Library", "Caches")
        : env.XDG_CACHE_HOME || path.join(home, ".cache");
  return path.join(base, "pulumi-realtimekit");
}

/** What an engine's folder holds. */
const ENGINE_EXECUTABLES: readonly string[] = ["pulumi", ...COMPANIONS];

/** The first of the executables installed in this root, or undefined when one of them is missing. */
export async function findInstalled(
  root: string,
  executables: readonly string[] = ENGINE_EXECUTABLES,
): Promise<string | undefined> {
  const bin = [path.join(root, "bin")];
  const found = await Promise.all(executables.map((name) => findExecutables(name, bin)));
  return found.every(({ length }) => length > 0) ? found[0]?.[0] : undefined;
}

/**
 * Has `fill` put an engine, or other executables, into a temporary sibling of `root` and renames that to `root`. Processes that do this at
 * the same time don't disturb each other: the first to finish wins, and the others drop theirs and use the winner's.
 */
export async function installInto(
  root: string,
  fill: (temporary: string) => Promise<void>,
  executables: readonly string[] = ENGINE_EXECUTABLES,
): Promise<string> {
  const parent = path.dirname(root);
  await mkdir(parent, { recursive: true });
  await sweepAbandoned(parent);
  const temporary = await mkdtemp(path.join(parent, TEMPORARY_PREFIX));
  try {
    await fill(temporary);
    if ((await findInstalled(temporary, executables)) === undefined)
      throw new Error("the installation is not complete");
    await publish(temporary, root, executables);
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
  const command = await findInstalled(root, executables);
  if (command === undefined) throw new Error(`${root} is not complete; remove it and try again`);
  return command;
}

async function publish(temporary: string, root: string, executables: readonly string[]): Promise<void> {
  try {
    await rename(temporary, root);
  } catch (error) {
    // A non-empty folder in the way is the engine of another process that was faster.
    if ((await findInstalled(root, executables)) === undefined) throw error;
  }
}

async function sweepAbandoned(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(TEMPORARY_PREFIX));
  for (const folder of names.map((name) => path.join(parent, name))) {
    const found = await stat(folder).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS)
      await rm(folder, { recursive: true, force: true });
  }
}
