/** Lays the demo's timeline out: a table, or on a narrow screen a few short lines for each of its rows. */

import { wrap } from "./wrap";

/** One thing that happened. */
export interface TimelineRow {
  /** When, in local time. */
  readonly time: string;
  /** Which meeting's recording it is about. */
  readonly what: string;
  /** What did it: a Pulumi command, or somebody in the meeting. */
  readonly by: string;
  /** The state in the stack's configuration. */
  readonly declared: string;
  /** The recording's status before, or "none". */
  readonly observed: string;
  /** The action that the API was sent, with its HTTP status, or "nothing" and whether it was refused. */
  readonly sent: string;
  /** The recording's status after. */
  readonly after: string;
}

const HEADINGS: TimelineRow = {
  time: "time",
  what: "what",
  by: "by",
  declared: "declared",
  observed: "observed",
  sent: "request sent",
  after: "status after",
};
const COLUMNS = Object.keys(HEADINGS) as (keyof TimelineRow)[];
const GAP = "  ";

/** The lines of the timeline, none longer than `width` if that can be. */
export function layOutTimeline(rows: readonly TimelineRow[], width: number): string[] {
  const table = layOutTable([HEADINGS, ...rows]);
  const [heading = "", ...body] = table;
  const rule = "-".repeat(Math.max(...table.map(({ length }) => length)));
  return rule.length <= width ? [heading, rule, ...body] : rows.flatMap((row) => layOutRow(row, width));
}

function layOutTable(rows: readonly TimelineRow[]): string[] {
  const widths = COLUMNS.map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    COLUMNS.map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

function layOutRow(row: TimelineRow, width: number): string[] {
  const facts = COLUMNS.slice(3).map((column) => `${HEADINGS[column]}: ${row[column]}`);
  return [`${row.time}${GAP}${row.what}${GAP}${row.by}`, ...wrap(facts.join(", "), width, GAP)];
}
