/** `npm run test:install`: packs the package and tries it as users install it. */

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { locatePulumi } from "../../scripts/engine";
import { CASES, nameOf } from "./cases";
import { plainEnv, runCommand } from "./command";
import { emulatorChecks } from "./emulator-checks";
import { type Check, runChecks } from "./lanes";
import { packageChecks } from "./package-checks";
import type { Context } from "./project";
import { playCase } from "./story";
import { openToolbox } from "./toolbox";
import { troubleChecks } from "./trouble-checks";

const USAGE = `Usage: npm run test:install -- [options]

  --only <text>  checks whose name contains this; may be repeated, then all of them must be in it
  --list         names the checks and runs none
  --help         show this`;

const REPOSITORY = path.resolve(__dirname, "..", "..");

function allChecks(context: Context): Check[] {
  const cases = CASES.map((row) => ({
    name: nameOf(row),
    run: (say: (text: string) => void) => playCase(row, context, say),
  }));
  return [...packageChecks(context), ...emulatorChecks(context), ...troubleChecks(context), ...cases];
}

async function main(args: string[]): Promise<boolean> {
  const text = { type: "string", multiple: true, default: [] as string[] } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { only: text, list: flag, help: flag } });
  if (values.help) {
    console.log(USAGE);
    return true;
  }
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => interruption.abort());
  const folder = await mkdtemp(path.join(os.tmpdir(), "packed-"));
  try {
    const checks = allChecks(await prepare(folder, interruption.signal)).filter(({ name }) =>
      values.only.every((part) => name.includes(part)),
    );
    if (values.list) {
      console.log(checks.map(({ name }) => name).join("\n"));
      return true;
    }
    const { passed, failed } = await runChecks(checks, interruption.signal);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function prepare(folder: string, signal: AbortSignal): Promise<Context> {
  const env = plainEnv();
  const engine = await locatePulumi({ signal });
  console.log(
    "Installing the versions of Node and the package managers, where they aren't in the cache yet …",
  );
  const toolbox = await openToolbox({ env, signal });
  // `npm run test:install` has built it.
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const packed = JSON.parse(await runCommand(["npm", ...args], { cwd: REPOSITORY, env, signal }));
  const { filename } = Array.isArray(packed) ? packed[0] : Object.values<{ filename: string }>(packed)[0];
  return { tarball: path.join(folder, filename), engine, toolbox, signal };
}

main(process.argv.slice(2)).then(
  (isGood) => {
    process.exitCode = isGood ? 0 : 1;
  },
  (error: Error) => {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  },
);
