/** Hands a program's runtime options to the language host that is built with Go, which is older than the engine. */

import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "../../scripts/engine";

const NAME = "pulumi-language-nodejs";

/**
 * Puts a language host with `typescript: false` into a folder. The engine sends runtime options with each request; the
 * host that can be built with Go takes them from its command line only. Pulumi's own distribution needs none of this.
 */
export async function writeLanguageHost(bin: string, { command, source }: Engine): Promise<void> {
  if (source !== "go" && !command.includes("-go-")) return;
  const file = path.join(bin, NAME);
  const host = path.join(path.dirname(command), NAME);
  await writeFile(file, `#!/bin/sh\nexec "${host}" -typescript=false "$@"\n`);
  await chmod(file, 0o755);
}
