/** Draws a terminal's lines as an SVG picture. */

import type { Span } from "./ansi";

const FONT_SIZE = 13;
const CHARACTER_WIDTH = FONT_SIZE * 0.6;
const LINE_HEIGHT = 18;
const MARGIN = 16;
const BACKGROUND = "#0d1117";
const FOREGROUND = "#e6edf3";

/** The terminal's sixteen colours, legible on the background. */
const PALETTE = [
  ...["#6e7681", "#ff7b72", "#3fb950", "#d29922", "#79c0ff", "#d2a8ff", "#39c5cf", "#b1bac4"],
  ...["#8b949e", "#ffa198", "#56d364", "#e3b341", "#a5d6ff", "#e2c5ff", "#56d4dd", "#f0f6fc"],
] as const;

/** A picture of the lines; `title` is what a screen reader says. */
export function drawScreen(lines: readonly (readonly Span[])[], title: string): string {
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + text.length, 0)));
  const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}" xml:space="preserve">`,
    ...lines.map((line, index) => drawLine(line, MARGIN + (index + 0.75) * LINE_HEIGHT)),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** Each span at its own column, and as wide as its characters, whatever the font. */
function drawLine(line: readonly Span[], y: number): string {
  let column = 0;
  return line
    .map((span) => {
      const x = (MARGIN + column * CHARACTER_WIDTH).toFixed(1);
      const length = (span.text.length * CHARACTER_WIDTH).toFixed(1);
      column += span.text.length;
      return `<text x="${x}" y="${y}" textLength="${length}"${styleOf(span)}>${escapeXml(span.text)}</text>`;
    })
    .join("");
}

function styleOf({ color, isBold }: Span): string {
  const fill = color === undefined ? undefined : PALETTE[color];
  return `${fill ? ` fill="${fill}"` : ""}${isBold ? ' font-weight="bold"' : ""}`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
