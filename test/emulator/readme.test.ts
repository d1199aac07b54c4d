/** The emulator's README names everything there is. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { faultSchema } from "../../emulator/faults/fault";
import { ENDPOINTS } from "../../emulator/front-door/endpoints";
import { DEFAULT_SETTINGS } from "../../emulator/index";

describe("the emulator's README", () => {
  const readme = readFileSync("emulator/README.md", "utf8");
  const kinds = faultSchema.options.map((option) => option.shape.kind.value);
  const endpoints = ENDPOINTS.map((endpoint) => endpoint.replace(/^\w+\./, "."));

  it("names every setting, and no other", () => {
    const table = readme.slice(readme.indexOf("## Settings"));
    const rows = table.split("\n").filter((line) => line.startsWith("| `"));
    const named = rows.flatMap((row) => String(row.split("|")[1]).match(/\w+/g) ?? []);
    assert.deepEqual(named.toSorted(), Object.keys(DEFAULT_SETTINGS).toSorted());
  });

  for (const [what, names] of Object.entries({ fault: kinds, endpoint: endpoints })) {
    it(`names every kind of ${what}`, () => {
      for (const name of names) assert.ok(readme.includes(`${name}\``), name);
    });
  }
});
