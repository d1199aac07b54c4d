/** Checks that the index of the decisions has a row for each of them, with its title. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Outcome, outcome } from "./outcome";

const FOLDER = "docs/decisions";
const INDEX = `${FOLDER}/README.md`;

/** One outcome for each decision. */
export function checkDecisions(): Outcome[] {
  const index = readFileSync(INDEX, "utf8");
  const decisions = readdirSync(FOLDER).filter((name) => /^\d{3}-.*\.md$/.test(name));
  return decisions.map((name) => {
    const row = rowFor(name);
    return outcome(INDEX, index.includes(row) ? undefined : `lacks the row\n${row}`);
  });
}

function rowFor(name: string): string {
  const [heading = ""] = readFileSync(path.join(FOLDER, name), "utf8").split("\n");
  const [, number = "", title = ""] = /^# (\d+): (.*)$/.exec(heading) ?? [];
  return `| [${number}](${name}) | ${title} |`;
}
