/** The machine's processes: which descend from one that a test started, so that it can end them by their ids. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** One process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** With the id it names one process for good; it changes neither with its parent nor with its command. */
  readonly startedAt: string;
  readonly command: string;
}

const HAS_PROC = existsSync("/proc/self/stat");
const PS = ["-A", "-o", "pid=,ppid=,lstart=,args="];

/** Those that run; one that has ended and waits for its parent has no command any more. */
export function listProcesses(): ProcessEntry[] {
  if (HAS_PROC) return readdirSync("/proc").flatMap(readEntry);
  return execFileSync("ps", PS, { encoding: "utf8" }).split("\n").flatMap(parseRow);
}

/** All that descend from these processes; not they themselves. */
export function descendantsOf(roots: Iterable<number>, all: readonly ProcessEntry[]): ProcessEntry[] {
  const found: ProcessEntry[] = [];
  const open = new Set(roots);
  for (const pid of open) {
    for (const entry of all) {
      if (entry.parent !== pid || open.has(entry.pid)) continue;
      open.add(entry.pid);
      found.push(entry);
    }
  }
  return found;
}

/** True when both are one process. */
export function isSame(a: ProcessEntry, b: ProcessEntry): boolean {
  return a.pid === b.pid && a.startedAt === b.startedAt;
}

function readEntry(name: string): ProcessEntry[] {
  if (!/^\d+$/.test(name)) return [];
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    // Field 3 is the first one after the name, which may itself have spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [parent, startedAt] = [Number(fields[4 - 3]), String(fields[22 - 3])];
    return command ? [{ pid: Number(name), parent, startedAt, command }] : [];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function parseRow(row: string): ProcessEntry[] {
  const fields = /^\s*(\d+)\s+(\d+)\s+((?:\S+\s+){4}\S+)\s+(.+)$/.exec(row);
  if (!fields) return [];
  const [, pid, parent, startedAt, command] = fields as unknown as [string, string, string, string, string];
  return [{ pid: Number(pid), parent: Number(parent), startedAt, command }];
}
