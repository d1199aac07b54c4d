/** The commands of an example's README, and what it says that they print. */

import assert from "node:assert/strict";

/** A command of a `console` block, with the lines that follow it there. */
export interface Step {
  readonly command: string;
  readonly printed: readonly string[];
}

/** What a README has its reader do: commands that a test runs, and the lines of `sh` blocks, which it provides for. */
export interface Instructions {
  readonly steps: readonly Step[];
  readonly preparations: readonly string[];
}

const BLOCK = /^```(\w+)\n(.*?)^```$/gms;
const ELLIPSIS = "…";

/** Reads all `console` and `sh` blocks. */
export function readInstructions(markdown: string): Instructions {
  const blocks = [...markdown.matchAll(BLOCK)].map(([, language, text = ""]) => ({ language, text }));
  const textsOf = (wanted: string) =>
    blocks.flatMap(({ language, text }) => (language === wanted ? text : []));
  return {
    steps: textsOf("console").flatMap(readSteps),
    preparations: textsOf("sh").flatMap((text) => text.trim().split("\n")),
  };
}

function readSteps(block: string): Step[] {
  const [before, ...commands] = block.trim().split(/^\$ /m);
  assert.equal(before, "", "a console block begins with a command");
  return commands.map((text) => {
    const [command = "", ...printed] = text.trimEnd().split("\n");
    return { command, printed };
  });
}

/** Asserts that these lines were printed in this order. `…` stands for lines that are left out, or a part of a line. */
export function assertPrints(text: string, lines: readonly string[]): void {
  const printed = text.split("\n");
  for (const line of lines.filter((line) => line.trim() !== ELLIPSIS && line.trim() !== "")) {
    const found = printed.findIndex((candidate) => patternOf(line).test(candidate));
    assert.notEqual(found, -1, `doesn't print, or not there: ${line}\n${text}`);
    printed.splice(0, found + 1);
  }
}

function patternOf(line: string): RegExp {
  const words = line.trim().split(/\s+/);
  const literal = words.map((word) => word.split(ELLIPSIS).map(escapePattern).join(".*"));
  return new RegExp(`^\\s*${literal.join("\\s+")}\\s*$`);
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
