/** Picks from Pulumi's output the lines that say what happened, and drops what repeats or decorates them. */

/** The recording's own row when something is done to it; Pulumi prints one whenever the row changes. */
const ROW = /Recording \S+ (create|creating|created|update|updating|updated)\b/;
/** In a list of diagnostics, the line that only names the resource. */
const RESOURCE_HEADING = /^ {2}\S+ \(.*\):$/;

/** Of a resource's type, the part that is the same for all dynamic providers. */
const TYPE_PREFIX = "pulumi-nodejs:dynamic/realtimekit:";

/** The diagnostics, the last state of the recording's row, and the summary, without indentation. */
export function excerpt(output: string): string[] {
  const lines = output
    .replaceAll(TYPE_PREFIX, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const diagnostics = blockUnder("Diagnostics:", lines)
    .filter((line) => !RESOURCE_HEADING.test(line))
    .map((line) => line.trim());
  const row = lines.filter((line) => ROW.test(line)).at(-1);
  const summary = blockUnder("Resources:", lines).map((line) => line.trim());
  return [
    ...diagnostics,
    ...(row ? [withoutRepetition(row, diagnostics)] : []),
    ...(summary.length > 0 ? [summary.join(", ")] : []),
  ];
}

/** The lines below a heading, up to the next empty one; of several such blocks the last. */
function blockUnder(heading: string, lines: readonly string[]): string[] {
  const start = lines.lastIndexOf(heading) + 1;
  if (start === 0) return [];
  const length = lines.slice(start).indexOf("");
  return lines.slice(start, length < 0 ? undefined : start + length);
}

/** The row ends with the last message about its resource, which the diagnostics may have in full. */
function withoutRepetition(row: string, diagnostics: readonly string[]): string {
  const [rest, ...messages] = row.trim().split("; ");
  return [rest, ...messages.filter((message) => !diagnostics.includes(message))]
    .join("; ")
    .replace(/ +/g, " ");
}
