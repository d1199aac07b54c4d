/** Puts the repository's own program, and the provider that it uses, into a folder where nobody else works. */

import { cp, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { readChild } from "../engine/child";

const REPOSITORY = path.resolve(__dirname, "..", "..");
const PROGRAM = "examples/recordings-from-config";
const PACKAGE = "pulumi-realtimekit";

/** The files that the root Pulumi.yaml runs, by their paths in the repository. */
export async function readProgram(): Promise<Record<string, string>> {
  const names = (await readdir(path.join(REPOSITORY, PROGRAM))).filter((name) => /\.(ts|json)$/.test(name));
  const files = ["Pulumi.yaml", ...names.map((name) => `${PROGRAM}/${name}`)];
  const texts = files.map(
    async (file) => [file, await readFile(path.join(REPOSITORY, file), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

/**
 * Installs the provider for a program, as `npm install` would: compiled anew, since `dist` may be deleted and built
 * by somebody else while the demo runs.
 */
export async function installProvider(folder: string, abortSignal: AbortSignal): Promise<void> {
  const modules = path.join(folder, "node_modules");
  const target = path.join(modules, PACKAGE);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await cp(path.join(REPOSITORY, "package.json"), path.join(target, "package.json"));
  await compile(path.join(target, "dist"), abortSignal);
  const { dependencies } = JSON.parse(await readFile(path.join(target, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) await link(name, modules);
}

async function compile(outDir: string, abortSignal: AbortSignal): Promise<void> {
  const compiler = require.resolve("typescript/bin/tsc");
  const project = path.join(REPOSITORY, "tsconfig.build.json");
  // Types are checked by `npm run types`; leaving them alone here takes two seconds instead of six.
  const args = [compiler, "-p", project, "--outDir", outDir, "--noCheck", "--declaration", "false"];
  const { exitCode, stdout, stderr } = await readChild(process.execPath, args, {
    env: process.env,
    abortSignal,
  });
  abortSignal.throwIfAborted();
  if (exitCode !== 0) throw new Error(`the provider can't be compiled:\n${stdout}${stderr}`);
}

async function link(name: string, modules: string): Promise<void> {
  const target = path.join(REPOSITORY, "node_modules", name);
  const place = path.join(modules, name);
  await rm(place, { recursive: true, force: true });
  await mkdir(path.dirname(place), { recursive: true });
  await symlink(target, place, "junction");
}
