/** Finds the pinned actionlint in the user's cache folder, and builds it from the Go module proxy where it isn't. */

import path from "node:path";
import { cacheFolder, findInstalled, installInto } from "../engine/cache";
import type { InstallContext } from "../engine/engine";
import { buildModule } from "../engine/go-build";
import { digestModules, type GoModule } from "../engine/go-modules";
import { findExecutables, pathFolders } from "../engine/on-path";
import { createProgress } from "../engine/progress";

const MODULE: GoModule = {
  folder: __dirname,
  command: "github.com/rhysd/actionlint/cmd/actionlint",
  executable: "actionlint",
};

/** The path of actionlint. One that is on PATH is not used: another version has other complaints. */
export async function locateActionlint(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const root = path.join(cacheFolder(env), `actionlint-${digestModules([MODULE])}-${platform}`);
  const executables = [MODULE.executable];
  const context = { env, progress: createProgress(), abortSignal: undefined };
  return (
    (await findInstalled(root, executables)) ??
    installInto(root, (temporary) => build(temporary, context), executables)
  );
}

async function build(root: string, context: InstallContext): Promise<void> {
  const [go] = await findExecutables("go", pathFolders(context.env));
  if (go === undefined) throw new Error("actionlint is built with Go, and there is no `go` on PATH");
  await buildModule(go, { module: MODULE, bin: path.join(root, "bin"), context });
}
