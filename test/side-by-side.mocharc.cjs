/** All test files but those of the examples, two at a time: docs/decisions/024-test-files-side-by-side.md says why. */

const { readdirSync } = require("node:fs");
const path = require("node:path");

// These start the engine, and take longest: first, so that none of them is the last.
const LONG = /^(engine|processes|leaks|faults|demo|bench)\b/;

const files = readdirSync(__dirname, { recursive: true })
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("examples"))
  .sort((one, other) => Number(LONG.test(other)) - Number(LONG.test(one)));

module.exports = {
  ...require("../.mocharc.json"),
  parallel: true,
  jobs: 2,
  spec: files.map((file) => path.join(__dirname, file)),
};
