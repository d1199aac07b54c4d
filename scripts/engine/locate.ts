/** Finds the Pulumi CLI: on PATH, in the cache folder, from Pulumi's installer, or built with Go, in this order. */
import path from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/version.js";
import { cacheFolder, findInstalled, installInto } from "./cache";
import {
  describeEngine,
  type Engine,
  type EngineInstaller,
  EngineNotFoundError,
  type EngineSource,
  type InstallContext,
} from "./engine";
import { buildWithGo } from "./go-build";
import { readGoPins } from "./go-modules";
import { installOfficially } from "./official-installer";
import { findPulumiOnPath } from "./on-path";
import { createProgress, type Progress } from "./progress";

/** Where to look, and what to install with; the defaults are the real ones. */
export interface LocateOptions {
  /** Default `process.env`. Its PATH is searched, and the engine runs with it. */
  env?: NodeJS.ProcessEnv;
  /** Default: see `cacheFolder`. */
  cache?: string;
  installer?: EngineInstaller;
  goBuilder?: EngineInstaller;
  progress?: Progress;
  /** Ends an installation that is under way; what it wrote is removed. */
  signal?: AbortSignal;
}

/**
 * Finds a Pulumi CLI that can run this project's programs, installing one when there is none.
 *
 * @throws EngineNotFoundError when every source fails.
 */
export async function locatePulumi(options: LocateOptions = {}): Promise<Engine> {
  const { env = process.env, progress = createProgress(), signal: abortSignal } = options;
  const onPath = await findPulumiOnPath(env);
  if ("command" in onPath) return describeEngine({ ...onPath, source: "path" }, env);

  const installations = listInstallations(options.cache ?? cacheFolder(env), options);
  for (const { root, version } of installations) {
    const command = await findInstalled(root);
    if (command) return describeEngine({ command, version, source: "cache" }, env);
  }
  const reasons = new Map<EngineSource, string>([["path", onPath.reason]]);
  return installFirst(installations, { env, progress, abortSignal, reasons });
}

async function installFirst(
  installations: readonly Installation[],
  { reasons, ...context }: InstallContext & { reasons: Map<EngineSource, string> },
): Promise<Engine> {
  const { env, progress, abortSignal } = context;
  for (const { root, version, source, install } of installations) {
    abortSignal?.throwIfAborted();
    try {
      const command = await installInto(root, (temporary) => install(temporary, context));
      return describeEngine({ command, version, source }, env);
    } catch (error) {
      abortSignal?.throwIfAborted();
      const { message } = error as Error;
      reasons.set(source, message);
      progress.say(`${message}.`);
    }
  }
  throw new EngineNotFoundError(reasons, readGoPins().goVersion);
}

interface Installation {
  root: string;
  version: string;
  source: "installer" | "go";
  install: EngineInstaller;
}

// Each folder's name says all that its content depends on, so what stands there never needs to be asked.
function listInstallations(cache: string, options: LocateOptions): Installation[] {
  const { installer = installOfficially, goBuilder = buildWithGo } = options;
  const { version, digest } = readGoPins();
  const platform = `${process.platform}-${process.arch}`;
  const official = path.join(cache, `pulumi-${sdkVersion}-${platform}`);
  const built = path.join(cache, `pulumi-${version}-go-${digest}-${platform}`);
  return [
    { root: official, version: sdkVersion, source: "installer", install: installer },
    { root: built, version, source: "go", install: goBuilder },
  ];
}
