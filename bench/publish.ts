/** `npm run bench:publish`: puts a run's results where the README and the documentation show them. */

import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const REPOSITORY = path.resolve(__dirname, "..");
const README = path.join(REPOSITORY, "README.md");
const FOLDER = path.join(REPOSITORY, "docs", "performance");
const LEFT_OUT = ["![", "- by a hair:"];
const MARKED = /(<!-- performance:begin\b[^>]*-->\n)[\s\S]*(<!-- performance:end -->)/;

/** What the README shows of a report: how it was measured, the plot, the goals, and the times to unfold. */
export function makeReadmePart(report: string): string {
  const [, circumstances] = report.split("\n\n");
  const times = sectionOf(report, "Time, in seconds");
  return [
    circumstances,
    "![Time against the number of recordings](docs/performance/time.svg)",
    sectionOf(report, "Goals"),
    "<details>\n<summary>Seconds for each operation (medians)</summary>",
    times,
    "</details>",
    "[Requests, sizes and memory](docs/performance/measurements.md) of the same run.",
  ].join("\n\n");
}

/** A section's text, without its heading, its pictures and what was met by a hair, which the whole report has. */
function sectionOf(report: string, title: string): string {
  const section = report.split(/^## /m).find((text) => text.startsWith(title));
  if (section === undefined) throw new Error(`the report has no section "${title}"`);
  const lines = section.split("\n").slice(1);
  return lines
    .filter((line) => !LEFT_OUT.some((start) => line.startsWith(start)))
    .join("\n")
    .trim();
}

/** The README with another part between its two marks. */
export function replaceMarked(readme: string, part: string): string {
  if (!MARKED.test(readme)) throw new Error("the README has no marks for what the benchmark measured");
  return readme.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${part}\n\n${end}`);
}

async function publish(results: string): Promise<void> {
  const report = await readFile(path.join(results, "results.md"), "utf8");
  await writeFile(README, replaceMarked(await readFile(README, "utf8"), makeReadmePart(report)));
  await writeFile(path.join(FOLDER, "measurements.md"), report);
  for (const name of ["time.svg", "requests.svg"])
    await copyFile(path.join(results, name), path.join(FOLDER, name));
}

if (require.main === module) {
  publish(path.resolve(process.argv[2] ?? path.join(__dirname, "results"))).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
