/** Lays out a table that is Markdown and readable as it is. */

/** One column's title, and on which side its cells stand. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** A column of words. */
export const left = (title: string): Column => ({ title, align: "left" });
/** A column of numbers. */
export const right = (title: string): Column => ({ title, align: "right" });

/** The table's lines. */
export function layOutTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${columns.map(({ align }, index) => pad(cells[index] ?? "", widths[index] ?? 0, align)).join(" | ")} |`;
  const rule = columns.map(({ align }, index) => {
    const dashes = "-".repeat((widths[index] ?? 0) - 1);
    return align === "right" ? `${dashes}:` : `${dashes}-`;
  });
  return [line(columns.map(({ title }) => title)), `| ${rule.join(" | ")} |`, ...rows.map(line)];
}

const pad = (text: string, width: number, align: Column["align"]) =>
  align === "right" ? text.padStart(width) : text.padEnd(width);
