/** The list of examples against their folders: none is without a README, a row in the index, or a test. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folders = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));

/** By a file, or by files in a folder of its own. */
function isTested(name: string): boolean {
  const test = path.join("test", "examples", name);
  if (existsSync(`${test}.test.ts`)) return true;
  return existsSync(test) && readdirSync(test).some((file) => file.endsWith(".test.ts"));
}

describe("the examples", () => {
  it("are all in the index, and no other", () => {
    const index = readFileSync("examples/README.md", "utf8");
    const listed = [...index.matchAll(/^\| \[([\w-]+)\]\(\1\/README\.md\) \|/gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), folders.sort());
  });

  for (const name of folders) {
    it(`${name} has a README and a test`, () => {
      assert.ok(existsSync(path.join("examples", name, "README.md")));
      assert.ok(
        isTested(name),
        "there is neither test/examples/NAME.test.ts nor test/examples/NAME/*.test.ts",
      );
    });

    const manifest = path.join("examples", name, "package.json");
    if (!existsSync(manifest)) continue;
    it(`${name} depends on this package in a version that this one is, and on what this one is tested with`, () => {
      const own = readJson("package.json");
      const { dependencies, devDependencies } = readJson(manifest);
      const tested = { ...own.devDependencies, ...own.dependencies, [own.name]: `^${own.version}` };
      assert.ok(own.name in dependencies);
      for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies }))
        assert.equal(version, tested[dependency], dependency);
    });
  }
});
