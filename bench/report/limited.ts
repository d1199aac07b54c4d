/** The section about the enforced rate limit: who keeps to it, and whether it held anybody back. */

import { CONTENDERS } from "../contenders";
import { type Measurement, type Results, totalOf } from "../results";
import { rateLimitOf } from "../settings";
import { formatSeconds } from "./format";
import { layOutTable, left, right } from "./table";

const COLUMNS = [
  left("contender"),
  right("N"),
  right("limit"),
  right("windows used up"),
  right("seconds"),
  right("requests"),
  right("with 429"),
  right("exit code"),
  right("not as declared"),
];

/** A row for each run under a limit; no section where there was none. */
export function limitedSection({ select }: Results): string[] {
  const rows = CONTENDERS.flatMap(({ name: contender, title }) =>
    select({ contender }).flatMap((run) => (run.windows ? [[title, ...cellsOf(run, run.windows)]] : [])),
  );
  if (rows.length === 0) return [];
  return ["## Under an enforced rate limit", "", ...layOutTable(COLUMNS, rows), ""];
}

function cellsOf(run: Measurement, windows: NonNullable<Measurement["windows"]>): string[] {
  const limit = rateLimitOf(run.size);
  return [
    run.size.toLocaleString("en"),
    `${limit.requests} per ${limit.windowSeconds} s`,
    `${windows.usedUp} of ${windows.all}`,
    formatSeconds(run.seconds),
    totalOf(run.requests).toLocaleString("en"),
    run.requests.tooMany.toLocaleString("en"),
    String(run.exitCode),
    run.astray.toLocaleString("en"),
  ];
}
