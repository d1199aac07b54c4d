/** The table of installations leaves no pair out. */

import assert from "node:assert/strict";
import { CASES, type InstallCase, nameOf, OLDEST_SDK, typescriptOf } from "./cases";

/** What a pair is made of: small differences of versions don't count. */
function traitsOf(row: InstallCase): string[] {
  const typescript = typescriptOf(row)?.split(".")[0];
  const program = `${typescript ? `TypeScript ${typescript}` : row.language}, ${row.modules}`;
  const sdk = row.sdk === OLDEST_SDK ? "the oldest SDK" : "the newest SDK";
  return [row.packageManager.replace(/ \d+$/, ""), program, `Node ${row.node}`, sdk];
}

describe("the table of installations", () => {
  const table = CASES.slice(0, 18).map(traitsOf);
  const columns = [0, 1, 2, 3].map((column) => [...new Set(table.map((traits) => traits[column] as string))]);

  it("has three package managers, six kinds of program, three versions of Node, and both ends of the SDK", () => {
    assert.deepEqual(
      columns.map(({ length }) => length),
      [3, 6, 3, 2],
    );
  });

  it("has every pair of two columns' values", () => {
    for (const [first, ones] of columns.entries()) {
      for (const [second, others] of columns.entries()) {
        if (second <= first) continue;
        for (const one of ones)
          for (const other of others)
            assert.ok(
              table.some((traits) => traits[first] === one && traits[second] === other),
              `${one} with ${other}`,
            );
      }
    }
  });

  it("has no row twice", () => {
    assert.equal(new Set(CASES.map(nameOf)).size, CASES.length);
  });
});
