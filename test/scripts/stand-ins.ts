/** Stand-ins for executables and installers, in temporary folders that are removed after each test. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Progress } from "../../scripts/engine/index";

const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const folders: string[] = [];

/** A new temporary folder, gone after `removeFolders`. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "stand-in-")));
  folders.push(folder);
  return folder;
}

/** Removes every temporary folder; for `afterEach`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes an executable shell script. */
export function writeScript(file: string, body: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Writes a CLI that prints its version whatever it is asked, with its companions unless told otherwise. */
export function writePulumi(folder: string, version: string, companions = COMPANIONS): string {
  for (const name of companions) writeScript(path.join(folder, name), "exit 0");
  return writeScript(path.join(folder, "pulumi"), `echo v${version}`);
}

/** Progress that keeps what is said and shows nothing. */
export function quietProgress(): Progress & { said: string[] } {
  const said: string[] = [];
  return {
    said,
    say: (text) => void said.push(text),
    follow: (describe, task) => {
      said.push(describe());
      return task();
    },
  };
}
