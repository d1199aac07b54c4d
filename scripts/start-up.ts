/** Prints what the provider's process loads, package by package, and how long that takes. Needs `npm run build`. */

import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { median } from "../bench/results";

const RUNS = 9;
const REPOSITORY = path.resolve(__dirname, "..");
const PULUMIS_PROCESS = "@pulumi/pulumi/cmd/dynamic-provider/index.js";

/** Runs in a process of its own: loads the modules one after the other, and adds up each package's own time. */
const LOAD = `
const Module = require("node:module");
const [, ...names] = process.argv;
const load = Module._load;
let spent = {}, running = [];
const packageOf = (file) => /.*node_modules[/]((?:@[^/]+[/])?[^/]+)/.exec(file)?.[1] ?? "this package";
Module._load = function (request, parent, ...rest) {
  let file;
  try { file = Module._resolveFilename(request, parent); } catch { return load.call(this, request, parent, ...rest); }
  if (Module.isBuiltin(file)) return load.call(this, request, parent, ...rest);
  const startedAt = process.hrtime.bigint();
  running.push(0n);
  try { return load.call(this, request, parent, ...rest); }
  finally {
    const took = process.hrtime.bigint() - startedAt;
    const own = took - running.pop();
    if (running.length > 0) running[running.length - 1] += took;
    spent[packageOf(file)] = (spent[packageOf(file)] ?? 0) + Number(own) / 1e6;
  }
};
const steps = names.map((name) => { spent = {}; require(name); return spent; });
console.log(JSON.stringify(steps));
`;

const hooks = path.join(REPOSITORY, "dist", "hooks", "index.js");
const meetingKind = path.join(REPOSITORY, "dist", "core", "meeting-kind.js");
const STEPS = [
  ["at once", hooks],
  ["at the first request", "undici"],
  ["for the first MeetingRecording", meetingKind],
] as const;

const medianOf = (values: readonly number[]) => median(values) as number;
const repeated = <T>(run: () => T) => Array.from({ length: RUNS }, run);

function processMs(args: readonly string[]): number {
  const startedAt = performance.now();
  spawnSync(process.execPath, args, { cwd: REPOSITORY, stdio: "ignore" });
  return performance.now() - startedAt;
}

const nodeMs = medianOf(repeated(() => processMs(["-e", "0"])));
// Without an engine's address it ends once it has loaded everything.
const pulumiMs = medianOf(repeated(() => processMs([require.resolve(PULUMIS_PROCESS)]))) - nodeMs;
const loads = repeated(
  () =>
    JSON.parse(
      execFileSync(process.execPath, ["-e", LOAD, ...STEPS.map(([, name]) => name)], {
        cwd: REPOSITORY,
        encoding: "utf8",
      }),
    ) as Record<string, number>[],
);

const row = (...cells: string[]) => console.log(`| ${cells.join(" | ")} |`);
row("when", "package", "ms");
row("---", "---", "---:");
row("the process", "Node", nodeMs.toFixed(0));
row("", "@pulumi/pulumi, its dynamic provider", pulumiMs.toFixed(0));
for (const [index, [when]] of STEPS.entries()) {
  const steps = loads.map((load) => load[index] as Record<string, number>);
  for (const name of Object.keys(steps[0] as Record<string, number>))
    row(when, name, medianOf(steps.map((step) => step[name] ?? 0)).toFixed(1));
}
