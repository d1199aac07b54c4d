/** Makes text from outside safe to print: no control characters, no terminal escapes, no endless lines. */

const MAX_LENGTH = 300;

// C0 and C1 controls (so also the start of every terminal escape), and the marks that reorder a line.
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** The text on one line, controls replaced by a space, at most 300 characters. */
export function printable(text: string): string {
  const line = withoutControls(text.slice(0, 4 * MAX_LENGTH)).trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

/** The text with controls replaced by a space, at its full length. */
export function withoutControls(text: string): string {
  return text.replace(UNPRINTABLE, " ");
}
