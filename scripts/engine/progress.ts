/** Shows on stderr what is under way, so that stdout stays the CLI's own and nothing is silent for long. */

/** Tells a person what an installation is doing. */
export interface Progress {
  /** Says one thing that has happened. */
  say(text: string): void;
  /** Runs a task and keeps saying `describe()` with the elapsed seconds until it ends. */
  follow<T>(describe: () => string, task: () => Promise<T>): Promise<T>;
}

/** What progress is written to; `process.stderr` is one. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

const TERMINAL_INTERVAL_MS = 1_000;
// Under the ten seconds after which a person, or a pipeline with a watchdog, starts to wonder.
const LOG_INTERVAL_MS = 8_000;
const CLEAR_LINE = "\r\u001b[K";

/** Progress on a terminal is one line that is rewritten every second; elsewhere a line every `intervalMs`. */
export function createProgress(
  stream: ProgressStream = process.stderr,
  intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS,
): Progress {
  const [before, after] = stream.isTTY ? [CLEAR_LINE, ""] : ["", "\n"];
  return {
    say: (text) => void stream.write(`${stream.isTTY ? CLEAR_LINE : ""}${text}\n`),
    async follow(describe, task) {
      const startedMs = performance.now();
      const show = () => {
        const elapsedSeconds = Math.round((performance.now() - startedMs) / 1000);
        stream.write(`${before}${describe()} (${elapsedSeconds} s)${after}`);
      };
      show();
      const timer = setInterval(show, intervalMs);
      try {
        return await task();
      } finally {
        clearInterval(timer);
        if (stream.isTTY) stream.write(CLEAR_LINE);
      }
    },
  };
}
