/** Reads what the checked-in Go modules pin: which version is built, with which Go, and a name for the result. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { POSIX_LAUNCHER } from "./launcher";

/** One command that is built: its module's folder, its package, and the executable's name. */
export interface GoModule {
  folder: string;
  command: string;
  executable: string;
  /** Package variable that holds the version a command reports. */
  versionVariable?: string;
}

const CLI = path.join(__dirname, "cli");
const OWN_SOURCES = ["main.go", "codec.go", "options.go", "policy_pack.go"].map(
  (name) => `policy-host/${name}`,
);

/** The commands in the order they are built: the quick one first, so that what cannot work fails early. */
export const GO_MODULES: readonly GoModule[] = [
  {
    folder: path.join(__dirname, "language-nodejs"),
    command: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    executable: "nodejs-language-host",
  },
  {
    folder: CLI,
    command: "./policy-host",
    executable: "pulumi-language-nodejs",
  },
  {
    folder: CLI,
    command: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    executable: "pulumi",
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  },
];

/** What the modules pin. */
export interface GoPins {
  /** Version of the CLI, without the leading `v`. */
  version: string;
  /** The oldest Go that builds it. */
  goVersion: string;
  /** Eight hexadecimal digits that change with anything that goes into the engine. */
  digest: string;
}

/** Reads the pins from the modules' own files, so that nothing states a version twice. */
export function readGoPins(): GoPins {
  const cli = readFileSync(path.join(CLI, "go.mod"), "utf8");
  const version = /\/pulumi\/pkg\/v3 v(\S+)/.exec(cli)?.[1];
  const goVersion = /^go (\S+)$/m.exec(cli)?.[1];
  if (!version || !goVersion) throw new Error("scripts/engine/cli/go.mod names no CLI or no Go version");
  const own = OWN_SOURCES.map((name) => readFileSync(path.join(CLI, name), "utf8"));
  return { version, goVersion, digest: digestModules(GO_MODULES, ...own, POSIX_LAUNCHER) };
}

/** Eight hexadecimal digits that change with the modules' pins and with what else goes into the build. */
export function digestModules(modules: readonly GoModule[], ...others: readonly string[]): string {
  const files = modules.flatMap(({ folder }) =>
    ["go.mod", "go.sum"].map((name) => readFileSync(path.join(folder, name), "utf8")),
  );
  return createHash("sha256")
    .update([...files, ...others].join())
    .digest("hex")
    .slice(0, 8);
}
