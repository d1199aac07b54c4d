/** What a script loads, in a process of its own. */

import assert from "node:assert/strict";
import path from "node:path";
import { readChild } from "../../scripts/engine/child";

/** The files, from the repository's folder, that are loaded when the script is done; it may be asynchronous. */
export async function filesLoadedBy(script: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const text = `(async () => { ${script} })().then(() => console.log(JSON.stringify(Object.keys(require.cache))))`;
  const { stdout, stderr } = await readChild(process.execPath, ["-e", text], {
    env: { ...process.env, ...env },
  });
  assert.equal(stderr, "");
  return (JSON.parse(stdout) as string[]).map((name) => path.relative(".", name));
}

/** A statement that loads a file of the repository. */
export const requireOf = (file: string) => `require(${JSON.stringify(path.resolve(file))})`;
