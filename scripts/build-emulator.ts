/** The part of `npm run build` that makes `dist/emulator`: what the emulator uses is bundled, so that users install no more. */

import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { readChild } from "./engine/child";

const REPOSITORY = path.resolve(__dirname, "..");
const SOURCE = path.join(REPOSITORY, "emulator");
const TARGET = path.join(REPOSITORY, "dist", "emulator");
/** The package of a bundled file, by the file's path from the repository. */
const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** Bundles what is imported and the command, which requires that, and returns the packages that went in. */
async function bundle(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: ["emulator/index.ts", "emulator/command.ts"],
    outdir: TARGET,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["zod", "./index"],
    metafile: true,
    logLevel: "warning",
  });
  const names = Object.keys(metafile.inputs).map((file) => PACKAGE.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

async function writeLicenses(names: readonly string[]): Promise<void> {
  const texts = names.map(async (name) => {
    const folder = path.join(REPOSITORY, "node_modules", name);
    const { version } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${(await readFile(path.join(folder, "LICENSE"), "utf8")).trim()}\n`;
  });
  const title = "The emulator contains these packages.\n";
  const text = [title, ...(await Promise.all(texts))].join("\n---\n\n");
  await writeFile(path.join(TARGET, "THIRD-PARTY-LICENSES.txt"), text);
}

async function writeDeclarations(): Promise<void> {
  const args = [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.emulator.json"];
  const options = { cwd: REPOSITORY, env: process.env };
  const { exitCode, stdout } = await readChild(process.execPath, args, options);
  if (exitCode !== 0) throw new Error(stdout);
}

/** Removes the declarations that `index.d.ts` doesn't need: some name packages that users don't have. */
async function removeUnneeded(): Promise<void> {
  const needed = await declarationsFrom(path.join(TARGET, "index.d.ts"));
  const names = await readdir(TARGET, { recursive: true });
  const files = names.filter((name) => name.endsWith(".d.ts")).map((name) => path.join(TARGET, name));
  await Promise.all(files.filter((file) => !needed.has(file)).map((file) => rm(file)));
}

async function declarationsFrom(file: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const { importedFiles } = ts.preProcessFile(await readFile(file, "utf8"));
  for (const { fileName } of importedFiles) {
    if (fileName.startsWith("."))
      await declarationsFrom(path.resolve(path.dirname(file), `${fileName}.d.ts`), seen);
  }
  return seen;
}

async function removeEmptyFolders(): Promise<void> {
  for (const entry of await readdir(TARGET, { withFileTypes: true })) {
    const folder = path.join(TARGET, entry.name);
    if (entry.isDirectory() && (await readdir(folder)).length === 0) await rm(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const [packages] = await Promise.all([bundle(), writeDeclarations()]);
  await writeLicenses(packages);
  await removeUnneeded();
  await removeEmptyFolders();
  await cp(path.join(SOURCE, "README.md"), path.join(TARGET, "README.md"));
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
