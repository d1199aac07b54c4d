/** The part of `npm run build` that follows the compiler. */

import { readFile } from "node:fs/promises";
import { keepDeclarations } from "./declarations";
import { buildEmulator } from "./emulator";

async function main(): Promise<void> {
  await buildEmulator();
  const { exports } = JSON.parse(await readFile("package.json", "utf8"));
  const entries = Object.values<{ types?: string }>(exports).flatMap(({ types }) => types ?? []);
  await keepDeclarations("dist", entries);
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
