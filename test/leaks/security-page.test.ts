/** The pages that make claims about safety name tests that exist. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const PAGES = [
  "SECURITY.md",
  ...readdirSync("docs")
    .filter((name) => name.startsWith("reliability"))
    .map((name) => path.join("docs", name)),
];

/** A link's text and its target, or a path of a test in a table. */
const LINK = /\]\(([^)#]+)\)/g;
const TEST_FILE = /test\/[\w/-]+\.test\.ts/g;

describe("a page about safety", () => {
  for (const page of PAGES) {
    const text = readFileSync(page, "utf8");

    it(`${page} names tests and pages that exist`, () => {
      const links = [...text.matchAll(LINK)].map(([, target = ""]) => path.join(path.dirname(page), target));
      const named = [...text.matchAll(TEST_FILE)].map(([file]) => file);
      assert.ok(named.length > 0);
      for (const file of [...links, ...named]) assert.ok(existsSync(file), file);
    });
  }

  it("SECURITY.md names a test for each of its claims", () => {
    const lines = readFileSync("SECURITY.md", "utf8").split("\n");
    const isRule = (line = "") => line.startsWith("|--");
    const isHead = (index: number) => isRule(lines[index + 1]);
    const rows = lines.filter((line, index) => line.startsWith("|") && !isRule(line) && !isHead(index));
    assert.ok(rows.length >= 12);
    for (const row of rows) assert.match(row, new RegExp(TEST_FILE.source), row);
  });
});
