/** Reads a shell block into its commands, each as a list of words. */

import { type ParseEntry, parse } from "shell-quote";

/** One command's words, without assignments before it and without redirections. */
export type Command = readonly string[];

const SEPARATORS: ReadonlySet<string> = new Set(["&&", "||", ";", "|", "&", "(", ")"]);
const REDIRECTIONS: ReadonlySet<string> = new Set([">", ">>", "<", ">&"]);
const ASSIGNMENT = /^\w+=/;

/** A placeholder such as `<id>` would be a redirection to the shell. */
const PLACEHOLDER = /<(\w[\w-]*)>/g;

/** The lines that a person would type: of a `console` block those after a prompt. */
export function typedLines(text: string, language: string): string {
  if (language !== "console") return text;
  const typed = text.split("\n").filter((line) => line.startsWith("$ "));
  return typed.map((line) => `${line.slice(2)}\n`).join("");
}

/** All commands of a text, in their order. */
export function readCommands(text: string): Command[] {
  const lines = text.replaceAll("\\\n", " ").replaceAll(PLACEHOLDER, "$1").split("\n");
  return lines.flatMap((line) => splitCommands(parse(line, (name) => `$${name}`)));
}

function splitCommands(entries: readonly ParseEntry[]): Command[] {
  const commands: string[][] = [[]];
  let isTarget = false;
  for (const entry of entries) {
    const word = wordOf(entry);
    if (word === undefined && isOperator(entry, SEPARATORS)) commands.push([]);
    else if (word !== undefined && !isTarget) commands.at(-1)?.push(word);
    isTarget = isOperator(entry, REDIRECTIONS);
  }
  return commands.map(withoutAssignments).filter((words) => words.length > 0);
}

function wordOf(entry: ParseEntry): string | undefined {
  if (typeof entry === "string") return entry;
  return "op" in entry && entry.op === "glob" ? entry.pattern : undefined;
}

function isOperator(entry: ParseEntry, operators: ReadonlySet<string>): boolean {
  return typeof entry === "object" && "op" in entry && operators.has(entry.op);
}

function withoutAssignments(words: readonly string[]): Command {
  const first = words.findIndex((word) => !ASSIGNMENT.test(word));
  return first < 0 ? [] : words.slice(first);
}
