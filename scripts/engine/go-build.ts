/** Builds the Pulumi CLI and its Node language host from the Go module proxy, for networks that reach no other. */
import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { runChild } from "./child";
import type { EngineInstaller, InstallContext } from "./engine";
import { GO_MODULES, type GoModule, readGoPins } from "./go-modules";
import { writeLauncher } from "./launcher";
import { findExecutables, pathFolders } from "./on-path";

const DOWNLOADING = /^go: downloading /;
const COMPILED = /^[\w.~/-]+$/;
const SHOWN_ERROR_LINES = 5;

/** Builds the pinned modules into `root/bin` with the Go on PATH and writes the launcher beside them. */
export const buildWithGo: EngineInstaller = async (root, context) => {
  const [go] = await findExecutables("go", pathFolders(context.env));
  if (go === undefined) throw new Error("no `go` on PATH");
  context.progress.say("Building the Pulumi CLI with Go: this takes about 4 minutes, once.");
  const bin = path.join(root, "bin");
  for (const module of GO_MODULES) await buildModule(go, { module, bin, context });
  await writeLauncher(bin);
};

/** One executable that is built, and where it goes. */
export interface Build {
  module: GoModule;
  bin: string;
  context: InstallContext;
}

/** Builds one pinned module with this Go, checked against its go.sum. */
export async function buildModule(go: string, { module, bin, context }: Build): Promise<void> {
  const seen: GoOutput = { downloaded: 0, compiled: 0, errors: [] };
  const exitCode = await context.progress.follow(
    () => `Building ${module.executable}: ${describeOutput(seen)}`,
    () =>
      runChild(go, buildArguments(module, bin), {
        cwd: module.folder,
        // CGO would ask for a C compiler; a workspace around this repository would replace the pinned modules.
        env: { ...context.env, CGO_ENABLED: "0", GOWORK: "off" },
        abortSignal: context.abortSignal,
        stdio: ["ignore", "ignore", "pipe"],
        onStart: (child) => followOutput(child, seen),
      }),
  );
  if (exitCode !== 0) throw new Error(`go build fails: ${seen.errors.slice(-SHOWN_ERROR_LINES).join(" ")}`);
}

function buildArguments(module: GoModule, bin: string): string[] {
  const version = module.versionVariable ? ` -X ${module.versionVariable}=v${readGoPins().version}` : "";
  const suffix = process.platform === "win32" ? ".exe" : "";
  const output = path.join(bin, module.executable + suffix);
  const flags = ["-v", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", `-s -w${version}`];
  return ["build", ...flags, "-o", output, module.command];
}

interface GoOutput {
  downloaded: number;
  compiled: number;
  errors: string[];
}

// `go build -v` names each package it compiles and each module it downloads; anything else is a complaint.
function followOutput(child: ChildProcess, seen: GoOutput): void {
  if (!child.stderr) return;
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (DOWNLOADING.test(line)) seen.downloaded += 1;
    else if (COMPILED.test(line)) seen.compiled += 1;
    else seen.errors.push(line.trim());
  });
}

function describeOutput({ downloaded, compiled }: GoOutput): string {
  const downloads = downloaded > 0 ? `${downloaded} modules downloaded, ` : "";
  return `${downloads}${compiled} packages compiled`;
}
