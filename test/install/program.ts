/** The program of a case, as its user would write it down: one recording, paused. */

import { type InstallCase, isCompiled, OLDER_SDK, typescriptOf } from "./cases";

/** The recording that every program declares. */
export const RECORDING_ID = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

const DECLARATION = `new Recording("keynote", { recordingId: "${RECORDING_ID}", state: "paused" })`;

const SOURCES = {
  typescript: `
import { type DesiredState, Recording, type RecordingArgs } from "pulumi-realtimekit";
import type { Emulator } from "pulumi-realtimekit/emulator";

const state: DesiredState = "paused";
const args: RecordingArgs = { recordingId: "${RECORDING_ID}", state };
export const keynote = new Recording("keynote", args);
export const status = keynote.status;
export type BaseUrl = Emulator["baseUrl"];
`,
  "ES modules": `
import { Recording } from "pulumi-realtimekit";
export const { status } = ${DECLARATION};
`,
  CommonJS: `
const { Recording } = require("pulumi-realtimekit");
exports.status = ${DECLARATION}.status;
`,
};

/** The files of its folder, by relative path. */
export function programFiles(row: InstallCase): Record<string, string> {
  const isTypeScript = typescriptOf(row) !== undefined;
  const options = isTypeScript && !isCompiled(row) ? "" : "\n  options:\n    typescript: false";
  return {
    "Pulumi.yaml": `name: installed\nruntime:\n  name: nodejs${options}\n`,
    ...(isTypeScript
      ? { "index.ts": SOURCES.typescript, "tsconfig.json": tsconfig(row) }
      : { "index.js": SOURCES[row.modules] }),
  };
}

/** As `pulumi new typescript` writes it; for the oldest compiler, and for an SDK whose loader knows nothing newer. */
const TEMPLATE_OPTIONS = { module: "commonjs", moduleResolution: "node" };

/** Declarations are written where the program is compiled: that fails where a type can't be named from it. */
function tsconfig(row: InstallCase): string {
  const isOld = row.sdk === OLDER_SDK || typescriptOf(row)?.startsWith("5.0.");
  const modules = isOld ? TEMPLATE_OPTIONS : { module: "nodenext" };
  const output = isCompiled(row) ? { outDir: "bin", declaration: true } : {};
  const compilerOptions = { strict: true, target: "es2022", ...modules, ...output };
  return JSON.stringify({ compilerOptions, files: ["index.ts"] });
}

/** Its package.json. `source` is what the package manager is told to install for the package. */
export function programManifest(row: InstallCase, source: string): object {
  const typescript = typescriptOf(row);
  // Pulumi loads TypeScript programs that are ES modules with the ts-node that it finds in the project.
  const needsLoader = row.modules === "ES modules" && !isCompiled(row) && !row.isUnprepared;
  const loader = needsLoader ? { "ts-node": "10.9.2" } : {};
  return {
    name: "program",
    private: true,
    ...(row.modules === "ES modules" ? { type: "module" } : {}),
    ...(isCompiled(row) ? { main: "bin/index.js", scripts: { build: "tsc" } } : {}),
    dependencies: { "@pulumi/pulumi": row.sdk, "pulumi-realtimekit": source },
    ...(typescript ? { devDependencies: { typescript, "@types/node": "20.19.43", ...loader } } : {}),
  };
}
