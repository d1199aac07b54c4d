/**
 * Commands that stand before the real ones in a story: nothing is installed (the folder has links to this checkout's
 * packages), the emulator runs already, and a refusal by the API's control plane fails the block.
 */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const CLI = path.resolve("dist", "cli", "index.js");

const STAND_INS: Readonly<Record<string, string>> = {
  npm: `
case "$1" in
  install | ci) exit 0 ;;
  init) PATH="\${PATH#*:}" exec npm "$@" ;;
  run) shift ;;
  *) echo "npm $1 is not a part of any story" >&2; exit 1 ;;
esac
if [ "$1" = "-s" ]; then shift; fi
script="$1"; shift
if [ "\${1-}" = "--" ]; then shift; fi
case "$script" in
  build | emulator) exit 0 ;;
  pulumi) exec pulumi "$@" ;;
  *) echo "npm run $script is not a part of any story" >&2; exit 1 ;;
esac
`,
  npx: `
if [ "$1" != "pulumi-realtimekit" ]; then echo "npx $1 is not a part of any story" >&2; exit 1; fi
shift
if [ "$1" = "emulator" ]; then exit 0; fi
exec node "${CLI}" "$@"
`,
  curl: `PATH="\${PATH#*:}" exec curl --fail-with-body --silent --show-error "$@"\n`,
};

/** Writes them into a folder below `root` and returns the folder. */
export async function writeStandIns(root: string): Promise<string> {
  const folder = path.join(root, "stand-ins");
  await mkdir(folder);
  for (const [name, text] of Object.entries(STAND_INS))
    await writeFile(path.join(folder, name), `#!/usr/bin/env bash\nset -euo pipefail\n${text}`, {
      mode: 0o755,
    });
  return folder;
}
