/** What an engine is: the Pulumi CLI with the executables beside it that a Node program needs, and how it is missed. */
import path from "node:path";
import type { Progress } from "./progress";

/** Where a Pulumi CLI was found: on PATH, in the cache folder, or just installed by one of the two installers. */
export type EngineSource = "path" | "cache" | "installer" | "go";

/** A Pulumi CLI that can run this project's programs. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  command: string;
  /** The environment to run it in: the given one, with the CLI's folder first on PATH and no update check. */
  env: NodeJS.ProcessEnv;
  /** Version without the leading `v`, for example `3.248.0`. */
  version: string;
  source: EngineSource;
}

/** What an installer may use. */
export interface InstallContext {
  env: NodeJS.ProcessEnv;
  progress: Progress;
  abortSignal: AbortSignal | undefined;
}

/** Puts a complete engine into `root/bin`, or throws an error that says in a sentence why it cannot. */
export type EngineInstaller = (root: string, context: InstallContext) => Promise<void>;

/** The oldest CLI that is used as found: the one the provider was measured with. */
export const MINIMUM_VERSION = "3.245.0";

/** What must be found beside the CLI or on PATH: the Node language host and the launcher of dynamic providers. */
export const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** The name of PATH in this environment: Windows spells it `Path`, and a copied environment minds the case. */
export function pathKey(env: NodeJS.ProcessEnv): string {
  return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}

/** Describes a CLI that is known to be good, with the environment to run it in. */
export function describeEngine(
  found: { command: string; version: string; source: EngineSource },
  env: NodeJS.ProcessEnv,
): Engine {
  const key = pathKey(env);
  const folders = [path.dirname(found.command), ...(env[key] ? [env[key]] : [])];
  // The update check asks Pulumi's site at every command, and waits for it where the site does not answer.
  const own = { [key]: folders.join(path.delimiter), PULUMI_SKIP_UPDATE_CHECK: "true" };
  return { ...found, env: { ...env, ...own } };
}

/** Thrown when no source has a usable Pulumi CLI; `reasons` says per source what stood in the way. */
export class EngineNotFoundError extends Error {
  readonly reasons: ReadonlyMap<EngineSource, string>;

  constructor(reasons: ReadonlyMap<EngineSource, string>, goVersion: string) {
    const details = [...reasons].map(([source, reason]) => `  ${source}: ${reason}`);
    super(
      [
        `No usable Pulumi CLI was found and none could be installed. Install Pulumi ${MINIMUM_VERSION} or newer ` +
          `(https://www.pulumi.com/docs/install), or Go ${goVersion} or newer to have it built here, and try again.`,
        ...details,
      ].join("\n"),
    );
    this.name = "EngineNotFoundError";
    this.reasons = reasons;
  }
}
