/** Makes of what Pulumi printed line by line what a terminal shows in the end: each resource's row once. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const ESCAPES = /\u001b\[[\d;]*m/g;

/** A row's mark, the resource's type and its name. */
const ROW = /^ [+~ -] +(?<resource>pulumi[\w-]*:\S+ \S+)/;

/** The line above a resource's messages. */
const RESOURCE = /^ {2}pulumi\S+ \(.*\):$/;

/** Lines that say that it goes on, or how long it took. */
const PASSING = /^(@ |\s*$|Duration: )/;
const TOOK = / \([\d.]+m?s\)/g;

/** Lines without colours are told apart, and come back with them. Rows are sorted: they end in any order. */
export function settle(output: string): string[] {
  const rows = new Map<string, string>();
  const others: string[] = [];
  for (const line of output.split("\n").map((text) => text.trimEnd())) {
    const plain = plainOf(line);
    const resource = ROW.exec(plain)?.groups?.resource;
    if (resource) rows.set(resource, line.replace(TOOK, ""));
    else if (!PASSING.test(plain)) others.push(line);
  }
  const [heading = "", ...sections] = others;
  const sorted = [...rows.entries()].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  return [heading, ...sorted.map(([, row]) => row), ...sortMessages(sections).flatMap(withSpace)];
}

/** The stack's row is the first one. */
const rank = (resource: string) => (resource.startsWith("pulumi:") ? 0 : 1);

/** Each resource's messages stand below its name; the resources come in the order in which they were done. */
function sortMessages(lines: readonly string[]): string[] {
  const isOfMessages = (line: string) => /^ {2,}\S/.test(plainOf(line));
  const begin = lines.findIndex((line) => plainOf(line) === "Diagnostics:") + 1;
  const length = lines.slice(begin).findIndex((line) => !isOfMessages(line));
  if (begin === 0 || length < 0) return [...lines];
  const groups: string[][] = [];
  for (const line of lines.slice(begin, begin + length)) {
    if (RESOURCE.test(plainOf(line))) groups.push([]);
    groups.at(-1)?.push(line);
  }
  const sorted = groups.sort(([a = ""], [b = ""]) => plainOf(a).localeCompare(plainOf(b)));
  return [...lines.slice(0, begin), ...sorted.flat(), ...lines.slice(begin + length)];
}

/** An empty line before each section. */
function withSpace(line: string): string[] {
  return /^\w.*:$/.test(plainOf(line)) ? ["", line] : [line];
}

function plainOf(line: string): string {
  return line.replace(ESCAPES, "");
}
