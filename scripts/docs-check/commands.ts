/** Every command that the documentation may show, and how a call of it is checked without running it. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { programProblem, pulumiProblem } from "./flags";
import type { Command } from "./shell-syntax";

type Check = (args: readonly string[]) => string | undefined | Promise<string | undefined>;

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** Needs no check: the words are free, or another's. */
const free: Check = () => undefined;

const oneOf =
  (what: string, names: readonly string[]): Check =>
  ([name = ""]) =>
    names.includes(name) ? undefined : `${what} ${name} is not one that is known here`;

/** Scripts whose arguments are checked, by the file that reads them. */
const SCRIPTS: Readonly<Record<string, Check>> = {
  pulumi: pulumiProblem,
  emulator: (args) => programProblem(["emulator/cli.ts"], args),
  bench: (args) => programProblem(["bench/index.ts"], args),
  "test:faults": (args) => programProblem(["test/faults/cli.ts"], args),
};

/** What `npx` runs. */
const PACKAGES: Readonly<Record<string, Check>> = {
  "pulumi-realtimekit": ([command = "", ...args]) =>
    command === "emulator"
      ? programProblem(["emulator/cli.ts"], args)
      : programProblem(["provider/cli/index.ts", command], args),
  mocha: (args) => missingFile(args),
  tsx: (args) => missingFile(args),
  tsc: free,
  biome: free,
  stryker: free,
};

const COMMANDS: Readonly<Record<string, Check>> = {
  npm: ([command = "", ...args]) => {
    if (command === "run" || command === "run-script") return scriptProblem(args);
    return oneOf("npm", ["ci", "install", "test", "init", "pkg", "audit", "publish", "view", "pack"])([
      command,
    ]);
  },
  "mutation/node_modules/.bin/stryker": (args) => missingFile(args),
  npx: (args) => {
    const [name = "", ...rest] = args.filter((arg, index) => !(index === 0 && arg.startsWith("-")));
    const check = PACKAGES[name];
    return check ? check(rest) : `npx ${name} is not known here`;
  },
  pulumi: pulumiProblem,
  pnpm: oneOf("pnpm", ["add", "install"]),
  node: (args) => missingFile(args),
  // There is no cluster to ask.
  kubectl: free,
  git: oneOf("git", ["clone", "add", "commit", "push", "switch"]),
  cd: free,
  curl: free,
  echo: free,
  export: free,
  mkdir: free,
  printf: free,
};

/** What is wrong with a command of a page; nothing where it could be run. A script `./x` stands beside the page. */
export async function commandProblem(
  [name = "", ...args]: Command,
  page = "README.md",
): Promise<string | undefined> {
  if (name.startsWith("./"))
    return existsSync(path.join(path.dirname(page), name)) ? undefined : `there is no ${name} beside ${page}`;
  const check = COMMANDS[name];
  return check ? await check(args) : `the command ${name} is not known to scripts/docs-check/commands.ts`;
}

function scriptProblem(args: readonly string[]): string | undefined | Promise<string | undefined> {
  const [name = "", ...rest] = args.filter((arg) => arg !== "-s" && arg !== "--silent");
  if (!(name in scripts)) return `package.json has no script ${name}`;
  const own = rest[0] === "--" ? rest.slice(1) : rest;
  return SCRIPTS[name]?.(own);
}

/** A path with a folder in it is one of this repository. */
function missingFile(args: readonly string[]): string | undefined {
  const missing = args.find((arg) => /^[\w-]+\/[\w/.-]+\.\w+$/.test(arg) && !existsSync(arg));
  return missing && `there is no ${missing}`;
}
