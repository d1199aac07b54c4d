/** The contender that is a script without Pulumi: a Node process per operation, as a pipeline would run it. */

import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readChild } from "../scripts/engine/child";
import { type Contender, programOf } from "./contenders";
import type { Site, Subject } from "./subject";

/** Makes a folder for what is declared; the script itself is run where it stands. */
export async function createScriptSubject(
  contender: Contender,
  { emulator, signal }: Site,
): Promise<Subject> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "bench-script-")));
  return {
    folder,
    run: ({ parallel }) =>
      readChild(
        process.execPath,
        [programOf(contender), path.join(folder, "declared.json"), String(parallel)],
        {
          env: { ...process.env, ...emulator.env },
          abortSignal: signal,
        },
      ),
    stored: async () => undefined,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
