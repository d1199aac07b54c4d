/** What is in the packed package, what it costs to install it, and whether its fields say what is true. */

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { plainEnv, runCommand } from "./command";
import type { Check } from "./lanes";
import type { Context } from "./project";

const REPOSITORY = path.resolve(__dirname, "..", "..");
const PACKAGE = "pulumi-realtimekit";
const ENTRIES = [PACKAGE, `${PACKAGE}/hooks`, `${PACKAGE}/emulator`];

/** All that is no code of the provider's and no declaration. */
const OTHER_FILES = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "SECURITY.md",
  "dist/emulator/README.md",
  "dist/emulator/THIRD-PARTY-LICENSES.txt",
  "dist/emulator/command.js",
  "dist/emulator/index.js",
  "package.json",
];

/** The checks of the package itself. */
export function packageChecks(context: Context): Check[] {
  const { tarball, toolbox, signal } = context;
  const run = (...command: [string, ...string[]]) =>
    runCommand(command, { cwd: REPOSITORY, env: { ...plainEnv(), NO_COLOR: "1", FORCE_COLOR: "0" }, signal });
  const publint = toolbox.script("publint/src/cli.js");
  const attw = toolbox.script("@arethetypeswrong/cli/dist/index.js");
  return [
    {
      name: "publint has nothing to say about the package",
      run: async () => assert.match(await run("node", publint, "run", tarball, "--strict"), /All good!/),
    },
    {
      name: "@arethetypeswrong/cli finds no problem with the package's types",
      run: async () => assert.match(await run("node", attw, tarball, "--no-emoji"), /No problems found/),
    },
    { name: "the package holds what its users need and nothing else", run: () => checkFiles(context) },
    { name: "the package is small, and installs few others", run: () => measure(context) },
  ];
}

async function checkFiles(context: Context): Promise<string> {
  return withFolder(async (folder) => {
    const place = path.join(folder, "node_modules", PACKAGE);
    await mkdir(place, { recursive: true });
    const args = ["-xzf", context.tarball, "-C", place, "--strip-components=1"];
    await runCommand(["tar", ...args], { cwd: folder, env: plainEnv(), signal: context.signal });
    const expected = [...OTHER_FILES, ...(await codeFiles()), ...(await declarations(folder, context))];
    const files = await listFiles(place);
    assert.deepEqual(files.toSorted(), expected.toSorted());
    return `${files.length} files`;
  });
}

/** Every source file of the provider's is there as JavaScript. */
async function codeFiles(): Promise<string[]> {
  const sources = await listFiles(path.join(REPOSITORY, "provider"));
  return sources.map((file) => `dist/${file.replace(/\.ts$/, ".js")}`);
}

/** The declarations that a compiler reads for a program that uses all there is. */
async function declarations(folder: string, { signal }: Context): Promise<string[]> {
  const program = path.join(folder, "program.ts");
  await writeFile(program, ENTRIES.map((name) => `import "${name}";\n`).join(""));
  const tsc = path.join(REPOSITORY, "node_modules/typescript/bin/tsc");
  const options = ["--module", "nodenext", "--listFilesOnly", program];
  const printed = await runCommand(["node", tsc, ...options], { cwd: folder, env: plainEnv(), signal });
  const inside = new RegExp(`/node_modules/${PACKAGE}/(.+)$`);
  return printed.split("\n").flatMap((line) => inside.exec(line)?.[1] ?? []);
}

/** Megabytes, each measured with a wide margin; see the README for what it is. */
const LIMITS = { own: 1, added: 10, packages: 300 };

async function measure({ tarball, signal }: Context): Promise<string> {
  return withFolder(async (folder) => {
    await writeFile(path.join(folder, "package.json"), '{ "private": true }');
    const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball];
    await runCommand(["npm", ...args], { cwd: folder, env: plainEnv(), signal });
    const modules = path.join(folder, "node_modules");
    const { packages } = JSON.parse(await readFile(path.join(modules, ".package-lock.json"), "utf8"));
    const count = Object.keys(packages).length;
    const own = await megabytes(path.join(modules, PACKAGE));
    const added =
      own + (await megabytes(path.join(modules, "undici"))) + (await megabytes(path.join(modules, "zod")));
    assert.ok(own < LIMITS.own && added < LIMITS.added && count < LIMITS.packages);
    const all = await megabytes(modules);
    return (
      `${own.toFixed(1)} MB; in a project with @pulumi/pulumi it adds 3 packages with ${added.toFixed(1)} MB, ` +
      `in an empty one ${count} packages with ${all.toFixed(0)} MB`
    );
  });
}

async function megabytes(folder: string): Promise<number> {
  const sizes = (await listFiles(folder)).map(async (file) => (await stat(path.join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e6;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "installed-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
