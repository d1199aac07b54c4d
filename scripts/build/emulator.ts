/** Puts the emulator into the package, with what it uses: users need to install nothing more (decision 026). */

import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { readChild } from "../engine/child";

const REPOSITORY = path.resolve(__dirname, "..", "..");
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

/** Makes `dist/emulator`. */
export async function buildEmulator(): Promise<void> {
  const [packages] = await Promise.all([bundle(), writeDeclarations()]);
  await writeLicenses(packages);
  await cp(path.join(REPOSITORY, "emulator", "README.md"), path.join(TARGET, "README.md"));
}
