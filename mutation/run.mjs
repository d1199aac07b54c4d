/** Runs one area after the other, both even where the first falls short: `npm run mutation -- --concurrency 1`. */

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const STRYKER = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@stryker-mutator/core/package.json")),
  "bin/stryker.js",
);

const statuses = ["core", "api"].map((area) => {
  const options = ["run", `mutation/${area}.config.mjs`, ...process.argv.slice(2)];
  return spawnSync(process.execPath, [STRYKER, ...options], { stdio: "inherit" }).status ?? 1;
});
process.exitCode = Math.max(...statuses);
