/** Every file below a folder, so that a test can look for what should be in none of them. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The files' texts by their paths; links aren't followed. */
export function readAllFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(files.map((file) => [path.relative(folder, file), readFileSync(file, "latin1")]));
}
