/** Reads what a program wrote to a terminal. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const ESCAPES = /\u001b(?:\[[\d;?]*[A-Za-z]|\][^\u0007]*\u0007|[()][A-Z0-9])/g;

/** What was written, without colours and movements of the cursor. */
export interface TerminalText {
  /** Each version of each row of Pulumi's table: lines that it writes over later, and that have to fit. */
  readonly rows: string[];
  readonly lines: string[];
}

/** A row begins with a mark, or a space in its place, and the tree of resources. */
const ROW = /^ [ +~-]{2,3} .*(?:[├└]─|pulumi:pulumi:Stack|Type)/u;

/** Reads all that was written to the end. */
export function readTerminal(output: string): TerminalText {
  const lines = output
    .replaceAll(ESCAPES, "")
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd());
  return { rows: lines.filter((line) => ROW.test(line)), lines };
}
