/** Checks a command's options against what the command itself says about them. */

import { locatePulumi } from "../engine";
import { readChild } from "../engine/child";

const OPTION = /(?<![\w-])--?[a-zA-Z][\w-]*/g;

const helps = new Map<string, Promise<string>>();

/** What is wrong with the options of a call of Pulumi. */
export async function pulumiProblem(args: readonly string[]): Promise<string | undefined> {
  const { command, env } = await locatePulumi();
  const isOption = (arg: string) => arg.startsWith("-");
  const first = args.findIndex(isOption);
  const words = args.slice(0, first < 0 ? args.length : first).slice(0, 2);
  // The second word is a subcommand of some commands, and an argument of others.
  const help = await helpOf(command, words, env);
  if (!help.includes(`pulumi ${words[0]}`)) return `pulumi has no command ${words[0]}`;
  return unknownOption(args, help, `pulumi ${words.join(" ")}`);
}

/** What is wrong with the options of a program of this repository. */
export async function programProblem(
  program: readonly string[],
  args: readonly string[],
): Promise<string | undefined> {
  const help = await helpOf(process.execPath, ["--import", "tsx", ...program], process.env);
  return unknownOption(args, help, program.join(" "));
}

function unknownOption(args: readonly string[], help: string, name: string): string | undefined {
  const known = new Set(help.match(OPTION));
  const options = args.filter((arg) => /^--?[a-zA-Z]/.test(arg)).map((arg) => arg.split("=")[0] as string);
  const unknown = options.find((option) => !known.has(option) && option !== "--help");
  return unknown && `${name} has no option ${unknown}`;
}

function helpOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const key = [command, ...args].join(" ");
  const known = helps.get(key);
  if (known) return known;
  const help = readChild(command, [...args, "--help"], { env }).then(({ stdout, stderr }) => stdout + stderr);
  helps.set(key, help);
  return help;
}
