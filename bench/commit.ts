/** Tells which state of the repository is measured. */

import path from "node:path";
import { readChild } from "../scripts/engine/child";

/** The commit's short id, "with changes" where files differ from it; `undefined` without git. */
export async function describeCommit(): Promise<string | undefined> {
  try {
    const id = await git("rev-parse", "--short", "HEAD");
    return (await git("status", "--porcelain")) === "" ? id : `${id} with changes`;
  } catch {
    return undefined;
  }
}

async function git(...args: string[]): Promise<string> {
  const cwd = path.join(__dirname, "..");
  const { exitCode, stdout, stderr } = await readChild("git", args, { cwd, env: process.env });
  if (exitCode !== 0) throw new Error(stderr);
  return stdout.trim();
}
