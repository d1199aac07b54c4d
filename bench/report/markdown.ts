/** Writes the results down: times, requests, sizes, goals. */

import { CONTENDERS } from "../contenders";
import { inWords } from "../in-words";
import { OPERATIONS } from "../operations";
import { isDone, type Results } from "../results";
import { LATENCY_MS, PAGE_SIZE, PARALLEL, UPLOADING_MS, WAIT_PARALLEL } from "../settings";
import { formatMeasured, type Verdict } from "../verdict";
import { ABSENT, formatCount, formatRequests, formatSeconds } from "./format";
import { growthSection } from "./growth";
import { limitedSection } from "./limited";
import { layOutTable, left, right } from "./table";

/** Where it was measured, as a sentence. */
export interface Circumstances {
  readonly command: string;
  /** What was measured; where git tells. */
  readonly commit?: string | undefined;
  /** How long the whole run took. */
  readonly seconds: number;
  readonly cores: number;
  readonly node: string;
  readonly pulumi: string;
}

/** The whole report, as Markdown. */
export function writeReport(results: Results, verdicts: readonly Verdict[], where: Circumstances): string {
  return [
    "# Measurements",
    "",
    `\`${where.command}\` on ${where.cores} cores, Node ${where.node}, Pulumi ${where.pulumi}` +
      `${where.commit ? `; commit ${where.commit}` : ""}. The API answers after ` +
      `${LATENCY_MS} ms with pages of ${PAGE_SIZE}, and an upload takes ${UPLOADING_MS / 1000} s. ` +
      `\`--parallel ${PARALLEL}\`, where uploads are waited for ${WAIT_PARALLEL}. An \`up\` skips its preview. ` +
      `The whole run took ${inWords(where.seconds)}.`,
    "",
    "## Time, in seconds (medians)",
    "",
    ...byOperation(results, (key) => formatTime(results, key)),
    "",
    ...measuredOnce(results),
    "![Time against the number of recordings](time.svg)",
    "",
    "## Requests (the round with the most)",
    "",
    ...byOperation(results, (key) => formatRequests(results.requests(key))),
    "",
    "![Requests against the number of recordings](requests.svg)",
    "",
    ...limitedSection(results),
    "## State and memory (the most of all operations)",
    "",
    ...sizeTable(results),
    "",
    "## Goals",
    "",
    ...goalTable(verdicts),
    "",
    ...lineList(verdicts.flatMap(({ misses, closeCalls }) => [...misses, ...closeCalls])),
    ...growthSection(results),
  ].join("\n");
}

type RowKey = Parameters<Results["seconds"]>[0];
type CellOf = (key: RowKey) => string;

function byOperation(results: Results, cellOf: CellOf): string[] {
  const contenders = contendersIn(results);
  const columns = [left("operation"), right("N"), ...contenders.map(({ title }) => right(title))];
  const rows = rowsOf(results).map(({ operation, title, size }) => {
    const cells = contenders.map(({ name: contender }) => cellOf({ contender, operation, size }));
    return [title, size.toLocaleString("en"), ...cells];
  });
  return layOutTable(columns, rows);
}

/** Every operation at every size at which anybody did it. */
function rowsOf({ sizes, select }: Results) {
  return OPERATIONS.flatMap(({ name: operation, title }) =>
    sizes
      .filter((size) => select({ operation, size }).length > 0)
      .map((size) => ({ operation, title, size })),
  );
}

/** A time means nothing where the command didn't do what was asked for. */
function formatTime(results: Results, key: RowKey): string {
  const text = formatSeconds(results.seconds(key));
  return results.select(key).every(isDone) ? text : `${text} (failed)`;
}

/** Which rows are no medians. */
function measuredOnce(results: Results): string[] {
  const rows = rowsOf(results);
  const once = rows.filter(({ operation, size }) =>
    results.select({ operation, size }).every(({ round }) => round === 1),
  );
  if (once.length === 0) return [];
  const names = once.map(({ title, size }) => `${title} (N = ${size.toLocaleString("en")})`);
  return [`Measured once: ${once.length === rows.length ? "every row" : names.join(", ")}.`, ""];
}

function sizeTable(results: Results): string[] {
  const columns = ["N", "state per recording", "`__provider`", "provider process"].map(right);
  const rows = contendersIn(results).flatMap(({ name: contender, title, kind }) =>
    (kind === "stack" ? results.sizes : []).map((size) => {
      const key = { contender, size };
      const memory = results.largest(key, "peakMemoryBytes");
      return [
        title,
        size.toLocaleString("en"),
        formatCount(results.largest(key, "stateBytes"), "bytes"),
        formatCount(results.largest(key, "providerCharacters"), "characters"),
        formatCount(memory && memory / 2 ** 20, "MiB"),
      ];
    }),
  );
  return layOutTable([left("contender"), ...columns], rows);
}

/** The table of the goals. */
export function goalTable(verdicts: readonly Verdict[]): string[] {
  const rows = verdicts.map(({ goal, outcome, worst }) => {
    const measured = worst ? `${formatMeasured(worst.measured, goal.unit)} (${worst.what})` : ABSENT;
    return [goal.name, goal.limit, measured, outcome];
  });
  return layOutTable(["goal", "limit", "measured, closest to the limit", ""].map(left), rows);
}

const lineList = (lines: readonly string[]) =>
  lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), ""];

const contendersIn = ({ select }: Results) =>
  CONTENDERS.filter(({ name }) => select({ contender: name }).length > 0);
