/** Writes the launcher of dynamic providers, which Pulumi's own distribution carries and a Go build lacks. */
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";

const NAME = "pulumi-resource-pulumi-nodejs";

// The engine starts the launcher in the program's folder, whose @pulumi/pulumi is the one to use. A stack that is
// destroyed from a folder without a program has none; then the folder in which npm was called may have one.
const RESOLVE =
  "require.resolve('@pulumi/pulumi/cmd/dynamic-provider', " +
  "{ paths: [process.cwd(), process.env.INIT_CWD || process.cwd()] })";
const NOT_FOUND = "@pulumi/pulumi is not installed where this program runs: run npm install in its folder";

/** The launcher for POSIX systems. `exec` leaves one process, so that the engine's signals reach the provider. */
export const POSIX_LAUNCHER = `#!/bin/sh
script=$(node -p "${RESOLVE}" 2>/dev/null) || {
  echo "${NOT_FOUND}" >&2
  exit 1
}
exec node "$script" "$@"
`;

const WINDOWS_LAUNCHER = `@echo off
setlocal
for /f "delims=" %%i in ('node -p "${RESOLVE}" 2^>nul') do set SCRIPT=%%i
if not defined SCRIPT (
  echo ${NOT_FOUND} 1>&2
  exit /b 1
)
node "%SCRIPT%" %*
`;

/** Writes this platform's launcher into a folder of executables. */
export async function writeLauncher(bin: string): Promise<void> {
  const windows = process.platform === "win32";
  const file = path.join(bin, windows ? `${NAME}.cmd` : NAME);
  await writeFile(file, windows ? WINDOWS_LAUNCHER.replaceAll("\n", "\r\n") : POSIX_LAUNCHER);
  await chmod(file, 0o755);
}
