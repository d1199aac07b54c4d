/** Finds executables on PATH, and among them a Pulumi CLI that is new enough and complete. */
import { access, constants, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { readChild } from "./child";
import { COMPANIONS, MINIMUM_VERSION, pathKey } from "./engine";

const VERSION_TIMEOUT_MS = 20_000;
const EXTENSIONS = process.platform === "win32" ? [".exe", ".cmd"] : [""];

/** The folders on this environment's PATH, in order. */
export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  return (env[pathKey(env)] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

/** The absolute paths of every executable of this name in these folders, in their order. */
export async function findExecutables(name: string, folders: readonly string[]): Promise<string[]> {
  const candidates = folders.flatMap((folder) =>
    EXTENSIONS.map((extension) => path.resolve(folder, name + extension)),
  );
  const usable = await Promise.all(candidates.map(isExecutable));
  return candidates.filter((_, index) => usable[index]);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** The version a CLI reports, without the leading `v`; undefined when it does not run or reports none. */
export async function readVersion(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const options = { env: quiet, abortSignal: AbortSignal.timeout(VERSION_TIMEOUT_MS) };
  const result = await readChild(command, ["version"], options).catch(() => undefined);
  if (result?.exitCode !== 0) return undefined;
  return /^v?(\d+\.\d+\.\d+\S*)$/m.exec(result.stdout.trim())?.[1];
}

/** Whether a version is at least another, by its three numbers; a pre-release counts as its release. */
export function isAtLeast(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, "en", { numeric: true }) >= 0;
}

/** A CLI on PATH, or the reason why none of those there is usable. */
export type PathFinding = { command: string; version: string } | { reason: string };

/** The first Pulumi CLI on PATH that is new enough and has what a Node program needs. */
export async function findPulumiOnPath(env: NodeJS.ProcessEnv): Promise<PathFinding> {
  const folders = pathFolders(env);
  let reason = "no `pulumi` on PATH";
  for (const command of await findExecutables("pulumi", folders)) {
    const version = await readVersion(command, env);
    const missing = await missingCompanion(command, folders);
    if (version === undefined) reason = `${command} does not report a version`;
    else if (!isAtLeast(version, MINIMUM_VERSION)) reason = `${command} is ${version}, too old`;
    else if (missing) reason = `${command} has no ${missing} beside it or on PATH`;
    else return { command, version };
  }
  return { reason };
}

async function missingCompanion(command: string, folders: readonly string[]): Promise<string | undefined> {
  // Package managers link only the CLI into a folder on PATH and keep the rest where the link points.
  const searched = [path.dirname(command), path.dirname(await realpath(command)), ...folders];
  for (const name of COMPANIONS) {
    if ((await findExecutables(name, searched)).length === 0) return name;
  }
  return undefined;
}
