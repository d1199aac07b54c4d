/** Makes a project for a case as its user would, and installs the package into it. */

import { lstat, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Engine } from "../../scripts/engine";
import { Workspace } from "../../scripts/engine/workspace";
import { programFolder, workspaceEnv } from "../../scripts/engine/workspace-folder";
import { type InstallCase, isCompiled } from "./cases";
import { bounded, plainEnv, runCommand } from "./command";
import { programFiles, programManifest } from "./program";
import type { Toolbox } from "./toolbox";

/** What all checks work with. */
export interface Context {
  /** The packed package. */
  readonly tarball: string;
  readonly engine: Engine;
  readonly toolbox: Toolbox;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** An installed project with a stack. */
export interface Project {
  readonly workspace: Workspace;
  close(): Promise<void>;
}

const PACKAGE = "pulumi-realtimekit";
/** npm takes the project's TypeScript for Pulumi's optional peer, whose range ends before 7. */
const NPM_OVERRIDES = { "@pulumi/pulumi": { typescript: "$typescript" } };
/** pnpm 12 fails where a package has an install script that nobody has decided about; protobufjs comes with Pulumi. */
const PNPM_SETTINGS = "allowBuilds:\n  protobufjs: false\nignoredBuiltDependencies:\n  - protobufjs\n";
const NPM_INSTALL = ["install", "--prefer-offline", "--no-audit", "--no-fund"];

/** Makes it; `settings` are the provider's, by environment. What was begun is removed when that fails. */
export async function createProject(
  row: InstallCase,
  settings: NodeJS.ProcessEnv,
  context: Context,
): Promise<Project> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "installed-")));
  const close = () => rm(root, { recursive: true, force: true, maxRetries: 3 });
  try {
    const bin = await makeBin(root, row, context);
    const folders = [bin, path.dirname(context.engine.command), process.env.PATH];
    const env = { ...plainEnv(), PATH: folders.join(path.delimiter) };
    await install(root, row, { ...context, env });
    const workspace = new Workspace(root, context.engine, { ...workspaceEnv(root, env), ...settings });
    await workspace.succeed(["stack", "init", "dev"], { signal: bounded(context.signal) });
    return { workspace, close: () => workspace.close() };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A folder for PATH in which `node` is the case's. */
async function makeBin(root: string, row: InstallCase, { toolbox }: Context): Promise<string> {
  const bin = path.join(root, "bin");
  for (const folder of [bin, programFolder(root), path.join(root, "state"), path.join(root, "tmp")])
    await mkdir(folder, { recursive: true });
  await symlink(toolbox.node(row.node), path.join(bin, "node"));
  return bin;
}

type Installing = Context & { readonly env: NodeJS.ProcessEnv };

async function install(root: string, row: InstallCase, context: Installing): Promise<void> {
  const folder = programFolder(root);
  for (const [name, text] of Object.entries(programFiles(row)))
    await writeFile(path.join(folder, name), text);
  const command = context.toolbox.packageManager(row.packageManager);
  if (row.packageManager === "npm workspace") {
    await layOutWorkspace(root, row, context);
    await runCommand([...command, ...NPM_INSTALL], { ...context, cwd: root });
  } else {
    const isNpm = row.packageManager === "npm";
    await writeJson(folder, { ...programManifest(row, `file:${context.tarball}`), ...overridesOf(row) });
    if (!isNpm) await writeFile(path.join(folder, "pnpm-workspace.yaml"), PNPM_SETTINGS);
    const args = isNpm ? NPM_INSTALL : ["install", "--prefer-offline", "--no-frozen-lockfile"];
    await runCommand([...command, ...args], { ...context, cwd: folder });
  }
  await checkLayout(root, row);
  if (isCompiled(row)) await runCommand([...command, "run", "build"], { ...context, cwd: folder });
}

/** The package as a member of the workspace, which npm links; the program as another one. */
async function layOutWorkspace(root: string, row: InstallCase, context: Installing): Promise<void> {
  const member = path.join(root, "packages", PACKAGE);
  await mkdir(member, { recursive: true });
  const args = ["-xzf", context.tarball, "-C", member, "--strip-components=1"];
  await runCommand(["tar", ...args], { ...context, cwd: root });
  await leaveOutDevDependencies(member);
  const workspaces = [path.basename(programFolder(root)), "packages/*"];
  await writeJson(root, { private: true, workspaces });
  // npm resolves "$typescript" wrongly in a workspace.
  if (isCompiled(row)) await writeFile(path.join(root, ".npmrc"), "legacy-peer-deps=true\n");
  await writeJson(programFolder(root), programManifest(row, "*"));
}

/** npm installs those of a workspace's members, too: the package is to be what its users have. */
async function leaveOutDevDependencies(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  await writeJson(folder, { ...manifest, devDependencies: {} });
}

function overridesOf(row: InstallCase): object {
  return isCompiled(row) && row.packageManager === "npm" ? { overrides: NPM_OVERRIDES } : {};
}

function writeJson(folder: string, manifest: object): Promise<void> {
  return writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
}

/** The case is what its name says only if the package is linked, or not. */
async function checkLayout(root: string, { packageManager }: InstallCase): Promise<void> {
  const isWorkspace = packageManager === "npm workspace";
  const place = path.join(isWorkspace ? root : programFolder(root), "node_modules", PACKAGE);
  const isLink = (await lstat(place)).isSymbolicLink();
  if (isLink !== (packageManager !== "npm")) throw new Error(`${place} is ${isLink ? "" : "not "}a link`);
}
