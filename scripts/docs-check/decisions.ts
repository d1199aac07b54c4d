/** Makes the index of the decisions, and checks that it has a row for each of them, with its title. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Outcome, outcome } from "./outcome";

const FOLDER = "docs/decisions";

/** Where the index is. */
export const DECISIONS_INDEX = `${FOLDER}/README.md`;

const HEAD = `# Decisions

Where the API, Pulumi or a request left something open: the question, the answer, and what spoke against it.

| | |
|---|---|
`;

/** The index as it should be. */
export function makeDecisionsIndex(): string {
  const names = readdirSync(FOLDER).filter((name) => /^\d{3}-.*\.md$/.test(name));
  return HEAD + names.toSorted().map(rowFor).join("");
}

/** One outcome: the index is fresh, or how it becomes so. */
export function checkDecisions(): Outcome[] {
  const isFresh = readFileSync(DECISIONS_INDEX, "utf8") === makeDecisionsIndex();
  return [outcome(DECISIONS_INDEX, isFresh ? undefined : 'is out of date: run "npm run docs:reference"')];
}

function rowFor(name: string): string {
  const [heading = ""] = readFileSync(path.join(FOLDER, name), "utf8").split("\n");
  const [, number = "", title = ""] = /^# (\d+): (.*)$/.exec(heading) ?? [];
  return `| [${number}](${name}) | ${title} |\n`;
}
