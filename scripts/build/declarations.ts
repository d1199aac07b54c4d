/** Keeps the declarations that a user's compiler reads: others name packages that users don't have, or serve nobody. */

import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

/** Removes from a folder all declarations that none of these files needs, and folders that this leaves empty. */
export async function keepDeclarations(folder: string, entries: readonly string[]): Promise<void> {
  const needed = new Set<string>();
  for (const entry of entries) await addNeeded(path.resolve(entry), needed);
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.resolve(folder, name);
    if (file.endsWith(".d.ts") && !needed.has(file)) await rm(file);
  }
  await removeEmptyFolders(folder);
}

async function addNeeded(file: string, needed: Set<string>): Promise<void> {
  if (needed.has(file)) return;
  needed.add(file);
  const { importedFiles } = ts.preProcessFile(await readFile(file, "utf8"));
  for (const { fileName } of importedFiles) {
    if (fileName.startsWith("."))
      await addNeeded(path.resolve(path.dirname(file), `${fileName}.d.ts`), needed);
  }
}

async function removeEmptyFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = path.join(folder, entry.name);
    await removeEmptyFolders(inner);
    if ((await readdir(inner)).length === 0) await rm(inner, { recursive: true });
  }
}
