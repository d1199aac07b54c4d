/** Writes the results down: times, requests, sizes, goals. */

import { CONTENDERS } from "../contenders";
import { OPERATIONS } from "../operations";
import { type Requests, type Results, totalOf } from "../results";
import { LATENCY_MS, PAGE_SIZE, PARALLEL, UPLOADING_MS, WAIT_PARALLEL } from "../settings";
import { formatMeasured, type Verdict } from "../verdict";
import { type Column, layOutTable } from "./table";

const ABSENT = "–";

/** Where it was measured, as a sentence. */
export interface Circumstances {
  readonly command: string;
  readonly cores: number;
  readonly node: string;
  readonly pulumi: string;
}

/** The whole report, as Markdown. */
export function writeReport(results: Results, verdicts: readonly Verdict[], where: Circumstances): string {
  return [
    "# Measurements",
    "",
    `\`${where.command}\` on ${where.cores} cores, Node ${where.node}, Pulumi ${where.pulumi}. The API answers after ` +
      `${LATENCY_MS} ms with pages of ${PAGE_SIZE}, and an upload takes ${UPLOADING_MS / 1000} s. ` +
      `\`--parallel ${PARALLEL}\`, where uploads are waited for ${WAIT_PARALLEL}. An \`up\` skips its preview.`,
    "",
    "## Time, in seconds (medians)",
    "",
    ...byOperation(results, (key) => formatSeconds(results.seconds(key))),
    "",
    "![Time against the number of recordings](time.svg)",
    "",
    "## Requests (the round with the most)",
    "",
    ...byOperation(results, (key) => formatRequests(results.requests(key))),
    "",
    "![Requests against the number of recordings](requests.svg)",
    "",
    "## State and memory (the most of all operations)",
    "",
    ...sizeTable(results),
    "",
    "## Goals",
    "",
    ...goalTable(verdicts),
    "",
  ].join("\n");
}

type CellOf = (key: Parameters<Results["seconds"]>[0]) => string;

function byOperation(results: Results, cellOf: CellOf): string[] {
  const contenders = contendersIn(results);
  const columns = [left("operation"), right("N"), ...contenders.map(({ title }) => right(title))];
  const rows = OPERATIONS.flatMap(({ name: operation, title }) =>
    results.sizes
      .filter((size) => results.select({ operation, size }).length > 0)
      .map((size) => {
        const cells = contenders.map(({ name: contender }) => cellOf({ contender, operation, size }));
        return [title, size.toLocaleString("en"), ...cells];
      }),
  );
  return layOutTable(columns, rows);
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

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });

const contendersIn = ({ select }: Results) =>
  CONTENDERS.filter(({ name }) => select({ contender: name }).length > 0);

/** Two places where they say something. */
export function formatSeconds(seconds: number | undefined): string {
  if (seconds === undefined) return ABSENT;
  return seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1);
}

/** What was asked for, by kind. */
export function formatRequests(requests: Requests | undefined): string {
  if (!requests) return ABSENT;
  if (totalOf(requests) === 0) return "0";
  const { getOne, list, put, other, tooMany } = requests;
  const kinds = Object.entries({ one: getOne, list, PUT: put, other }).filter(([, count]) => count > 0);
  const text = kinds.map(([kind, count]) => `${count.toLocaleString("en")} ${kind}`).join(" + ");
  return tooMany > 0 ? `${text} (${tooMany} × 429)` : text;
}

function formatCount(value: number | undefined, unit: string): string {
  return value === undefined ? ABSENT : `${Math.round(value).toLocaleString("en")} ${unit}`;
}
