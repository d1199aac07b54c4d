/** Watches how much memory the provider process of one stack takes at most; Linux tells, other systems don't. */

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const INTERVAL_MS = 100;
const PROVIDER = "cmd/dynamic-provider";

/** A watch that is under way. */
export interface MemoryWatch {
  /** Ends it; most resident bytes of a provider process, `undefined` where none was seen. */
  stop(): number | undefined;
}

/** Watches processes that start from now on, with the stack's program as their folder: where the engine starts them. */
export function watchPeakMemory(folder: string): MemoryWatch {
  const before = new Set(listPids());
  const providers = new Set<string>();
  let peakBytes: number | undefined;
  const look = () => {
    for (const pid of providers.size > 0 ? [] : listPids())
      if (!before.has(pid) && isProvider(pid, folder)) providers.add(pid);
    for (const pid of providers) {
      const bytes = readPeakBytes(pid);
      if (bytes !== undefined) peakBytes = Math.max(bytes, peakBytes ?? 0);
    }
  };
  const timer = setInterval(look, INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}

function listPids(): string[] {
  return (attempt(() => readdirSync("/proc")) ?? []).filter((name) => /^\d+$/.test(name));
}

function isProvider(pid: string, folder: string): boolean {
  if (attempt(() => readlinkSync(`/proc/${pid}/cwd`)) !== folder) return false;
  // The engine starts a shell first, which becomes Node.
  const [executable = "", script = ""] = (
    attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? ""
  ).split("\0");
  return /node$/.test(executable) && script.includes(PROVIDER);
}

function readPeakBytes(pid: string): number | undefined {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, "utf8"));
  const kibibytes = status && /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes ? Number(kibibytes) * 1024 : undefined;
}

/** Processes end while one looks at them, and other systems have no /proc. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
