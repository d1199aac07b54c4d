/** What the README shows of a run of the benchmark. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { makeReadmePart, replaceMarked } from "../../bench/publish";

const REPORT = readFileSync("docs/performance/measurements.md", "utf8");

describe("the README's part of the benchmark", () => {
  it("has how it was measured, the goals and the times of the whole report", () => {
    const part = makeReadmePart(REPORT);
    assert.match(part, /^`npm run bench` on 2 cores|^`npm run bench` on two cores/);
    assert.match(part, /\| requests, change all +\| N \+ ceil\(N \/ 100\) \+ 1 /);
    assert.match(part, /<details>[\s\S]*\| no-op up +\| 1,000 \|[\s\S]*<\/details>/);
    assert.doesNotMatch(part, /^## |peak|\(time\.svg\)/m);
  });

  it("takes the place of the one before it, and nothing else's", () => {
    const readme = "before\n<!-- performance:begin: a note -->\nold\n<!-- performance:end -->\nafter\n";
    const written = replaceMarked(readme, "new $1");
    assert.equal(
      written,
      "before\n<!-- performance:begin: a note -->\n\nnew $1\n\n<!-- performance:end -->\nafter\n",
    );
    assert.equal(replaceMarked(written, "new $1"), written);
  });

  it("needs its marks, and a report", () => {
    assert.throws(() => replaceMarked("none", "new"), /has no marks/);
    assert.throws(() => makeReadmePart("# Measurements\n\nhow\n"), /has no section "Time, in seconds"/);
  });
});
