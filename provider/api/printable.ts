/** Makes text from outside safe to print: no control characters, no terminal escapes, no endless lines. */

const MAX_LENGTH = 300;

// C0 and C1 controls (so also the start of every terminal escape), other line breaks, and the marks that reorder a line.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]+/gu;

/** The text on one line, controls replaced by a space, at most 300 characters. */
export function printable(text: string): string {
  const line = withoutControls(text.slice(0, 4 * MAX_LENGTH)).trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

/** The text with controls replaced by a space, at its full length. */
export function withoutControls(text: string): string {
  return text.replace(UNPRINTABLE, " ");
}

/**
 * The text as an output holds it: Pulumi's displays pass outputs on to the terminal as they are. Other than a space,
 * the replacement character can't make one name of another.
 */
export function showable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}
