/** Lays out a workspace's folder: the program with what it may require, a local backend, and a Pulumi home. */
import { cp, mkdir, mkdtemp, realpath, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** A program's folder, which is copied, or the texts of its files by relative path. */
export type ProgramSource = string | Readonly<Record<string, string>>;

const REPOSITORY = path.resolve(__dirname, "..", "..");
// Links to this repository's own, so that the program and the package it uses share one copy of the SDK.
const LINKED: Readonly<Record<string, string>> = {
  "pulumi-realtimekit": REPOSITORY,
  "@pulumi/pulumi": path.join(REPOSITORY, "node_modules", "@pulumi", "pulumi"),
  "@types/node": path.join(REPOSITORY, "node_modules", "@types", "node"),
};
const NOT_COPIED: ReadonlySet<string> = new Set(["node_modules", ".pulumi"]);
// Settings of the person who runs this must not reach a program that is only tried: least of all a real token.
const NOT_INHERITED = /^(PULUMI|CLOUDFLARE|REALTIMEKIT)_/;

/** The program's folder inside a workspace's folder: apart from the state, which the language host would search. */
export function programFolder(root: string): string {
  return path.join(root, "program");
}

/** Makes a temporary folder with the program in it and returns its real path. */
export async function createWorkspaceFolder(program: ProgramSource): Promise<string> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-realtimekit-")));
  const folder = programFolder(root);
  await mkdir(path.join(root, "state"));
  await mkdir(path.join(root, "tmp"));
  if (typeof program === "string") await copyProgram(program, folder);
  else await writeProgram({ "package.json": "{}\n", ...program }, folder);
  for (const [name, target] of Object.entries(LINKED)) {
    const link = path.join(folder, "node_modules", name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(target, link, "junction");
  }
  return root;
}

async function copyProgram(source: string, folder: string): Promise<void> {
  await cp(source, folder, { recursive: true, filter: (file) => !NOT_COPIED.has(path.basename(file)) });
}

async function writeProgram(files: Readonly<Record<string, string>>, folder: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** The environment of a workspace's commands: the inherited one without its settings for Pulumi and Cloudflare. */
export function workspaceEnv(root: string, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // The language host leaves a folder behind for every program that fails: it is to go with the workspace.
  const temporary = path.join(root, "tmp");
  return {
    ...Object.fromEntries(Object.entries(inherited).filter(([name]) => !NOT_INHERITED.test(name))),
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    PULUMI_BACKEND_URL: pathToFileURL(path.join(root, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: "workspace",
    PULUMI_HOME: path.join(root, "home"),
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A plugin that is missing is a mistake in the program, to be reported and not to be searched for on a network.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
