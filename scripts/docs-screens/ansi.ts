/** Reads text with a terminal's colours into lines of spans. */

/** A piece of a line in one style. */
export interface Span {
  readonly text: string;
  /** An index of the terminal's palette; absent: the usual colour. */
  readonly color?: number;
  readonly isBold: boolean;
}

interface Style {
  readonly color?: number;
  readonly isBold: boolean;
}

const PLAIN: Style = { isBold: false };
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const ESCAPE = /\u001b\[([\d;]*)m/;

/** One list of spans for each line. A style goes on until the text changes it, over line ends too. */
export function readAnsi(text: string): Span[][] {
  let style = PLAIN;
  return text.split("\n").map((line) => {
    const spans: Span[] = [];
    // Every second piece is what stood in an escape.
    for (const [index, piece] of line.split(ESCAPE).entries()) {
      if (index % 2 === 1) style = styleAfter(style, piece);
      else if (piece) spans.push({ text: piece, ...style });
    }
    return spans;
  });
}

function styleAfter(style: Style, codes: string): Style {
  const [code = 0, kind, index] = codes.split(";").map(Number);
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, isBold: true };
  if (code === 38 && kind === 5 && index !== undefined) return { ...style, color: index };
  if (code === 39) return { isBold: style.isBold };
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  return code >= 90 && code <= 97 ? { ...style, color: code - 82 } : style;
}
