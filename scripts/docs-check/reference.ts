/** Checks that the committed reference is what the source's TSDoc makes. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readChild } from "../engine/child";
import { type Outcome, outcome } from "./outcome";

const PAGE = "docs/reference/README.md";
const TYPEDOC = path.join("node_modules", "typedoc", "bin", "typedoc");

/** One outcome: the page is fresh, or how it becomes so. */
export async function checkReference(): Promise<Outcome[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-realtimekit-reference-"));
  try {
    const run = await readChild(process.execPath, [TYPEDOC, "--out", folder], { env: process.env });
    if (run.exitCode !== 0)
      return [outcome(PAGE, `typedoc exits with ${run.exitCode}\n${run.stdout}${run.stderr}`)];
    const [made, kept] = await Promise.all([
      readFile(path.join(folder, "README.md"), "utf8"),
      readFile(PAGE, "utf8").catch(() => ""),
    ]);
    return [outcome(PAGE, made === kept ? undefined : 'is out of date: run "npm run docs:reference"')];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
